package io.tributary.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Customer;
import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.Load;
import io.tributary.acceptance.Load.Call;
import io.tributary.acceptance.RunningPlatform.Platform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * Three instances take ten times as many orders as user-service takes calls; the platform is this test's own. As in a {@link Drill}, a window in
 * which the disk alone was slow is not compared.
 */
@Tag("long")
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScalingIT {
    private static final List<Integer> INSTANCES = List.of(2, 22, 27);
    private static final int USERS_PER_SECOND = Integer.getInteger("scaling.users", 1);
    private static final int ORDERS_PER_SECOND = 10 * USERS_PER_SECOND;
    /** So many that one page of 200 lists all orders of each. */
    private static final int CUSTOMERS = 120;
    /** Of a fair share, which is a third. */
    private static final double LEAST_SHARE = 0.2;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    /** A second; code that is still interpreted would make a generous baseline. */
    private static final int WARM_UP_READS = 40;
    private static final Duration REST = Duration.ofSeconds(10);
    /** Long enough for a p99 of so few calls to be more than the longest of them. */
    private static final Duration WINDOW = Duration.ofMinutes(4);
    private static final Duration FIRST_AFTER_A_DEATH = Duration.ofSeconds(10);

    private final Platform platform = Platform.start(List.of("--instances", "order-service=3"));
    private final BareAppends disk = BareAppends.in(platform.dataDir());
    private final Http shop = platform.gateway();
    private final List<Customer> customers = IntStream.range(0, CUSTOMERS).mapToObj(_ -> Customer.registered(shop)).toList();
    private final Map<String, Set<String>> orders = new ConcurrentHashMap<>();
    private final Map<String, String> orderOfKey = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    @AfterAll
    void stop() throws IOException {
        disk.close();
        platform.close();
    }

    /** Of users, a window each. */
    private record Reads(List<Call> alone, List<Call> beside, List<Call> besideADeath, Instant death) {
        List<Call> outsideTheFirstSeconds() {
            return besideADeath.stream().filter(call -> !call.due().isBefore(death.plus(FIRST_AFTER_A_DEATH))).toList();
        }
    }

    @Test
    void three_instances_share_ten_times_the_load_of_users_and_the_death_of_one_loses_nothing() {
        Http users = platform.service(Owner.USER.offset());
        List<Call> placed;
        Reads reads;
        Supplier<Answer> read = () -> users.get("/users/" + customers.getFirst().id());
        try (var _ = Load.start(ORDERS_PER_SECOND, this::place); var _ = Load.start(WARM_UP_READS, read)) {
            Drill.pauseUntil(Instant.now().plus(WARM_UP));
        }
        try (var user = Load.random(USERS_PER_SECOND, read)) {
            Drill.pauseUntil(Instant.now().plus(REST));
            List<Call> alone = window(user);
            try (var load = Load.start(ORDERS_PER_SECOND, this::place)) {
                List<Double> before = posts();
                List<Call> beside = window(user);
                assertShared(before, posts());
                assertThat(holders()).isNotEmpty().allSatisfy((name, holders) -> assertThat(holders).as(name).hasSize(3));
                reads = besideADeath(alone, beside, user);
                placed = load.calls();
            }
            assertThat(user.calls()).as("in every window").filteredOn(call -> !call.isGood()).isEmpty();
        }
        assertThat(placed).as("every command carried a key").filteredOn(call -> !call.isGood()).isEmpty();
        assertUnmoved(reads, placed);
        assertNothingLost();
        awaitThreeHolders();
    }

    private static void assertUnmoved(Reads users, List<Call> placed) {
        Duration alone = Load.p99(users.alone());
        Duration beside = Load.p99(users.beside());
        Duration later = Load.p99(users.outsideTheFirstSeconds());
        System.out.printf("scaling: p99 of users alone %d ms, beside orders %d ms, while an instance dies %d ms, from %d s after on %d ms; "
                + "of %d orders %d ms%n", alone.toMillis(), beside.toMillis(), Load.p99(users.besideADeath()).toMillis(),
                FIRST_AFTER_A_DEATH.toSeconds(), later.toMillis(), placed.size(), Load.p99(placed).toMillis());
        assertThat(List.of(users.alone(), users.beside(), users.besideADeath())).allSatisfy(
                calls -> assertThat(calls).hasSizeGreaterThan(150).filteredOn(call -> !call.isGood()).isEmpty());
        assertThat(beside).as("p99 of users").isLessThanOrEqualTo(Drill.limit(alone));
        assertThat(later).as("p99 of users while an instance dies, outside the first ten seconds").isLessThanOrEqualTo(Drill.limit(alone));
    }

    private void assertShared(List<Double> before, List<Double> after) {
        List<Double> each = IntStream.range(0, INSTANCES.size()).mapToObj(i -> after.get(i) - before.get(i)).toList();
        double all = each.stream().mapToDouble(Double::doubleValue).sum();
        System.out.printf("scaling: commands of each instance %s; %d processors shared by three%n", each, holders().size());
        assertThat(each).allSatisfy(count -> assertThat(count).isGreaterThan(LEAST_SHARE * all));
    }

    /** Each acknowledged order is in the store and in the views, and there is one for each key, beside the one placed first. */
    private void assertNothingLost() {
        assertThat(Set.copyOf(orderOfKey.values())).as("a key, an order").hasSameSizeAs(orderOfKey.keySet());
        for (Customer customer : customers) {
            Set<String> acknowledged = orders.getOrDefault(customer.id(), Set.of());
            for (String list : List.of("/orders", "/views/order-details")) {
                String all = list + "?limit=200&customerId=" + customer.id();
                shop.await(all, SOON, answer -> ids(answer).containsAll(acknowledged));
                assertThat(ids(shop.get(all))).as(all).hasSize(acknowledged.size() + 1);
            }
        }
        System.out.printf("scaling: %d keys, as many orders, in the store and the views of %d customers%n", orderOfKey.size(), CUSTOMERS);
    }

    /** The next window in which the disk was itself. */
    private List<Call> window(Load users) {
        for (int round = 0; round < Drill.MOST_ROUNDS; round++) {
            Instant from = Instant.now();
            Drill.pauseUntil(from.plus(WINDOW));
            Instant to = Instant.now();
            if (disk.areEven(from, to)) {
                return users.calls(from, to);
            }
        }
        throw new AssertionError("the disk was not itself in any of " + Drill.MOST_ROUNDS + " windows");
    }

    private Reads besideADeath(List<Call> alone, List<Call> beside, Load users) {
        for (int round = 0; round < Drill.MOST_ROUNDS; round++) {
            awaitThreeHolders();
            ProcessHandle.of(platform.pid("order-service-3")).orElseThrow().destroyForcibly();
            Instant death = Instant.now();
            Drill.pauseUntil(death.plus(WINDOW));
            Instant to = Instant.now();
            if (disk.areEven(death, to)) {
                return new Reads(alone, beside, users.calls(death, to), death);
            }
        }
        throw new AssertionError("the disk was not itself beside any of " + Drill.MOST_ROUNDS + " deaths");
    }

    private void awaitThreeHolders() {
        shop.await("/operations/processors", SOON,
                _ -> !holders().isEmpty() && holders().values().stream().allMatch(holders -> holders.size() == 3));
    }

    private Answer place() {
        Customer customer = customers.get(next.getAndIncrement() % CUSTOMERS);
        String key = Customer.key();
        Answer answer = customer.place(key);
        if (answer.status() == 201) {
            orderOfKey.put(key, answer.text("/orderId"));
            orders.computeIfAbsent(customer.id(), _ -> ConcurrentHashMap.newKeySet()).add(answer.text("/orderId"));
        }
        return answer;
    }

    private List<Double> posts() {
        return INSTANCES.stream().map(this::posts).toList();
    }

    /** How many commands the instance has answered. */
    private double posts(int instance) {
        return platform.service(instance).get("/actuator/prometheus").response().body().lines().filter(
                line -> line.startsWith("http_server_requests_seconds_count") && line.contains("uri=\"/orders\"") && line.contains(
                        "method=\"POST\"")).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
    }

    /** Which instances hold segments of each processor that is shared, having more than one segment. */
    private Map<String, Set<String>> holders() {
        List<JsonNode> lines = platform.service(INSTANCES.getFirst()).get("/operations/processors").json().path(
                "items").valueStream().toList();
        Set<String> shared = lines.stream().filter(line -> line.path("segment").asInt() > 0).map(
                line -> line.path("processor").asString()).collect(Collectors.toSet());
        return lines.stream().filter(line -> shared.contains(line.path("processor").asString())).collect(
                Collectors.groupingBy(line -> line.path("processor").asString(),
                        Collectors.mapping(line -> line.path("holder").asString(), Collectors.toSet())));
    }

    private static Set<String> ids(Answer page) {
        return page.json().path("items").valueStream().map(order -> order.path("orderId").asString()).collect(Collectors.toSet());
    }
}
