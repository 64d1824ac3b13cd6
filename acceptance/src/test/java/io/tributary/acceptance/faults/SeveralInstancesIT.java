package io.tributary.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Customer;
import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.Load;
import io.tributary.acceptance.Load.Call;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.access.WatchedConnections;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** The platform of these tests runs order-service twice. */
@ResourceLock(value = RunningPlatform.SHARED)
@ExtendWith(RunningPlatform.class)
class SeveralInstancesIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** Its payment came, or came too late: nothing is on the way any more. */
    private static final Set<String> SETTLED = Set.of("CONFIRMED", "CANCELLED");
    private static final int SECOND_INSTANCE = 22;
    private static final int FIRST_INSTANCE = 2;

    private final Platform platform;
    private final Http shop;
    private final Customer customer;

    SeveralInstancesIT(Platform platform) {
        this.platform = platform;
        shop = platform.gateway();
        customer = Customer.registered(shop);
    }

    @Test
    void commands_and_segments_are_spread_and_the_death_of_an_instance_loses_nothing() {
        Map<String, String> orders = new ConcurrentHashMap<>();
        long killed = platform.pid("order-service-2");
        List<Call> calls;
        try (var load = Load.start(8, () -> placed(orders))) {
            load.await("orders", SOON, made -> made.size() >= 24);
            assertThat(List.of(FIRST_INSTANCE, SECOND_INSTANCE)).allSatisfy(instance -> assertThat(posts(instance)).isPositive());
            assertThat(holders()).allSatisfy((processor, holders) -> assertThat(holders).as(processor).hasSize(2));
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            load.await("orders", SOON, made -> made.size() >= 80);
            calls = load.calls();
        }
        assertThat(calls).as("every command carried a key").allSatisfy(call -> assertThat(call.status()).isEqualTo(201));
        assertThat(calls.stream().map(Call::took).max(Duration::compareTo)).hasValueSatisfying(
                longest -> assertThat(longest).isLessThan(Duration.ofSeconds(10)));
        Set<String> acknowledged = new TreeSet<>(orders.values());
        assertThat(acknowledged).as("a key, an order").hasSameSizeAs(orders.keySet());
        String first = "/orders?limit=200&customerId=" + customer.id();
        shop.await(first, SOON, answer -> ids(answer).containsAll(acknowledged));
        assertThat(ids(shop.get(first))).as("and the one that was placed first").hasSize(acknowledged.size() + 1);
        shop.await("/views/order-details?limit=200&customerId=" + customer.id(), SOON,
                answer -> ids(answer).equals(ids(shop.get(first))) && answer.json().path("items").valueStream().allMatch(
                        order -> SETTLED.contains(order.path("status").asString())));
        platform.await("order-service-2", SOON,
                now -> now.path("pid").asLong() != killed && now.path("state").asString().equals("running"));
    }

    @Test
    void a_restart_in_turn_fails_no_request_and_those_that_start_call_nobody_else() throws Exception {
        String order = customer.place(Customer.key()).text("/orderId");
        List<Long> before = List.of(platform.pid("order-service"), platform.pid("order-service-2"));
        try (var watched = new WatchedConnections(platform);
                var commands = Load.start(4, customer::placeWithoutKey);
                var reads = Load.start(4, () -> shop.get("/orders/" + order))) {
            var outcome = platform.tributary(List.of("restart", "order-service"));
            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
            assertThat(commands.calls()).allSatisfy(call -> assertThat(call.status()).isEqualTo(201));
            assertThat(reads.calls()).allSatisfy(call -> assertThat(call.status()).isEqualTo(200));
            watched.assertNoneLedElsewhere();
        }
        assertThat(List.of(platform.pid("order-service"), platform.pid("order-service-2"))).doesNotContainAnyElementsOf(before);
    }

    @Test
    void each_instance_is_listed_with_its_port() {
        assertThat(platform.processes()).extracting(process -> process.path("name").asString() + " " + (process.path("port").asInt()
                - platform.portBase())).contains("order-service " + FIRST_INSTANCE, "order-service-2 " + SECOND_INSTANCE);
        assertThat(platform.service(SECOND_INSTANCE).get("/actuator/health").status()).isEqualTo(200);
    }

    private Answer placed(Map<String, String> orders) {
        String key = Customer.key();
        Answer answer = customer.place(key);
        if (answer.status() == 201) {
            orders.put(key, answer.text("/orderId"));
        }
        return answer;
    }

    /** How many commands the instance has answered. */
    private double posts(int instance) {
        return platform.service(instance).get("/actuator/prometheus").response().body().lines().filter(
                line -> line.startsWith("http_server_requests_seconds_count") && line.contains("uri=\"/orders\"") && line.contains(
                        "method=\"POST\"")).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }

    /** Which instances hold segments of each processor that reads topics. */
    private Map<String, Set<String>> holders() {
        JsonNode processors = platform.service(FIRST_INSTANCE).get("/operations/processors").json().path("items");
        return processors.valueStream().filter(line -> line.path("segment").asInt() > 0).collect(
                Collectors.groupingBy(line -> line.path("processor").asString())).entrySet().stream().collect(Collectors.toMap(
                        Map.Entry::getKey, lines -> processors.valueStream().filter(
                                line -> line.path("processor").asString().equals(lines.getKey())).map(
                                        line -> line.path("holder").asString()).collect(Collectors.toSet())));
    }

    private static Set<String> ids(Answer page) {
        return page.json().path("items").valueStream().map(order -> order.path("orderId").asString()).collect(
                Collectors.toCollection(TreeSet::new));
    }
}
