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
    void a_service_is_moved_while_customers_register_and_none_is_lost() throws IOException {
        Set<String> registered = ConcurrentHashMap.newKeySet();
        JsonNode report;
        try (var load = Load.start(10, () -> register(registered))) {
            load.await("registrations", SOON, calls -> registered.size() >= 20);
            var outcome = platform.tributary(List.of("move", "user-service", "--to", "separate-instances", "--output", "json"));
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            report = new ObjectMapper().readTree(outcome.output());
            int before = registered.size();
            load.await("registrations on the new server", SOON, calls -> registered.size() >= before + 20);
        }
        System.out.println("moving user-service: " + report);
        assertThat(report.path("pauseMillis").asLong()).isBetween(1L, 5_000L);
        assertThat(report.at("/tables/event_log/rows").asLong()).isGreaterThanOrEqualTo(2 * 20);
        assertThat(platform.process("postgresql-user-service").path("state").asString()).isEqualTo("running");
        for (String user : registered) {
            assertThat(shop.get("/users/" + user).header("ETag")).as("once").isEqualTo("\"2\"");
            shop.await("/views/customers/" + user + "/dashboard", SOON, answer -> answer.status() == 200);
        }
        assertThat(platform.tributary(List.of("move", "user-service", "--undo")).exitCode()).as("what is switched stays").isEqualTo(1);
        assertThat(Customer.registered(shop).place(Customer.key()).status()).isEqualTo(201);
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
