package io.tributary.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Customer;
import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.Load;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The other tests go on with a service that has its data elsewhere. */
@ResourceLock(value = RunningPlatform.SHARED)
@ExtendWith(RunningPlatform.class)
class MovingAServiceIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private final Platform platform;
    private final Http shop;

    MovingAServiceIT(Platform platform) {
        this.platform = platform;
        shop = platform.gateway();
    }

    @Test
    @Tag("long")
    void services_are_moved_while_customers_register_and_pay_and_nothing_is_lost_then_or_by_a_later_start() throws IOException {
        Set<String> registered = ConcurrentHashMap.newKeySet();
        try (var load = Load.start(10, () -> register(registered))) {
            load.await("registrations", SOON, _ -> registered.size() >= 20);
            assertMoved("user-service", 2 * 20);
            int before = registered.size();
            load.await("registrations on the new server", SOON, _ -> registered.size() >= before + 20);
        }
        Set<String> placed = ordersPlacedWhile(() -> assertMoved("payment-service", 20));
        assertNothingLost(registered, placed);
        assertThat(platform.tributary(List.of("move", "user-service", "--undo")).exitCode()).as("what is switched stays").isEqualTo(1);

        assertThat(platform.tributary(List.of("down")).exitCode()).isZero();
        platform.up(RunningPlatform.OF_SHARED);
        assertThat(platform.processes()).extracting(process -> process.path("name").asString()).contains("postgresql",
                "postgresql-user-service", "postgresql-payment-service").doesNotContain("postgresql-projections");
        assertNothingLost(registered, placed);
        assertThat(ordersPlacedWhile(() -> {})).isNotEmpty();
    }

    private void assertMoved(String service, long leastEvents) throws IOException {
        var outcome = platform.tributary(List.of("move", service, "--to", "separate-instances", "--output", "json"));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        JsonNode report = new ObjectMapper().readTree(outcome.output());
        System.out.println("moving " + service + ": " + report);
        assertThat(report.path("pauseMillis").asLong()).isBetween(1L, 5_000L);
        assertThat(report.at("/tables/event_log/rows").asLong()).isGreaterThanOrEqualTo(leastEvents);
        assertThat(platform.process("postgresql-" + service).path("state").asString()).isEqualTo("running");
    }

    private void assertNothingLost(Set<String> registered, Set<String> placed) {
        for (String user : registered) {
            assertThat(shop.get("/users/" + user).header("ETag")).as("once").isEqualTo("\"2\"");
            shop.await("/views/customers/" + user + "/dashboard", SOON, answer -> answer.status() == 200);
        }
        for (String order : placed) {
            assertThat(shop.get("/payments?orderId=" + order).json().path("items")).as("payment of %s", order).hasSize(1);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Each has its payment, those too that were placed while payment-service refused to work. */
    private Set<String> ordersPlacedWhile(Step step) throws IOException {
        Set<String> placed = ConcurrentHashMap.newKeySet();
        Customer customer = Customer.registered(shop);
        try (var load = Load.start(5, () -> place(customer, placed))) {
            load.await("orders", SOON, _ -> placed.size() >= 20);
            step.run();
            int before = placed.size();
            load.await("further orders", SOON, _ -> placed.size() >= before + 20);
        }
        for (String order : placed) {
            shop.await("/payments?orderId=" + order, SOON, answer -> answer.json().path("items").size() == 1);
        }
        return placed;
    }

    private static Answer place(Customer customer, Set<String> placed) {
        Answer answer = customer.place(Customer.key());
        if (answer.status() == 201) {
            placed.add(answer.text("/orderId"));
        }
        return answer;
    }

    @Test
    void what_has_no_data_in_postgresql_cannot_be_moved() throws IOException {
        assertThat(platform.tributary(List.of("move", "order-service")).output()).contains("has no data in PostgreSQL");
    }

    private Answer register(Set<String> registered) {
        Answer answer = Customer.register(shop);
        if (answer.status() == 201) {
            registered.add(answer.text("/userId"));
        }
        return answer;
    }
}
