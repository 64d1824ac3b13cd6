package io.tributary.acceptance.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Customer;
import io.tributary.acceptance.Load;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.parts.Topology;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The same platform, the same few orders, on one PostgreSQL server and on three; round by round, so that what drifts hits both. */
@Tag("long")
@Isolated
class TopologiesIT {
    private static final int ROUNDS = Integer.getInteger("topologies.rounds", 3);
    private static final int PER_SECOND = 20;
    private static final int ORDERS = 300;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration REST = Duration.ofSeconds(8);

    @Test
    void what_each_topology_takes_is_measured_and_the_shop_works_in_both() throws Exception {
        Map<Topology, Map<String, List<Double>>> measured = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (Topology topology : Topology.values()) {
                Map<String, List<Double>> figures = measured.computeIfAbsent(topology, _ -> new LinkedHashMap<>());
                measured(topology).forEach((name, figure) -> figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(figure));
            }
        }
        measured.forEach((topology, figures) -> figures.forEach((name, each) -> System.out.printf("topologies: %-18s | %-58s | %s%n",
                topology.text(), name, text(each))));
        assertThat(median(measured, Topology.PRIVATE_SCHEMAS, "PostgreSQL servers")).isEqualTo(1);
        assertThat(median(measured, Topology.SEPARATE_INSTANCES, "PostgreSQL servers")).isEqualTo(3);
        assertThat(median(measured, Topology.SEPARATE_INSTANCES, "connections to PostgreSQL")).as("pools are the services'").isBetween(
                0.9 * median(measured, Topology.PRIVATE_SCHEMAS, "connections to PostgreSQL"),
                1.1 * median(measured, Topology.PRIVATE_SCHEMAS, "connections to PostgreSQL"));
    }

    private static Map<String, Double> measured(Topology topology) throws Exception {
        Map<String, Double> figures = new LinkedHashMap<>();
        Instant begin = Instant.now();
        try (var platform = Platform.start(List.of("--topology", topology.text()))) {
            figures.put("first start, with an empty data directory, s", since(begin));
            assertThat(platform.topology()).isEqualTo(topology.text());
            order(platform);
            LockSupport.parkNanos(REST.toNanos());
            figures.putAll(Footprint.of(platform));
            figures.put("later start, s", laterStart(platform, topology));
        }
        return figures;
    }

    private static void order(Platform platform) {
        var customer = Customer.registered(platform.gateway());
        int placed;
        try (var load = Load.start(PER_SECOND, () -> customer.place(Customer.key()))) {
            load.await(ORDERS + " orders", SOON, calls -> calls.size() >= ORDERS);
            assertThat(load.calls()).allSatisfy(call -> assertThat(call.status()).isEqualTo(201));
            placed = load.calls().size();
        }
        platform.gateway().await("/views/customers/" + customer.id() + "/dashboard", SOON,
                answer -> answer.json().path("orders").asInt() >= placed);
    }

    private static double laterStart(Platform platform, Topology topology) throws IOException {
        assertThat(platform.tributary(List.of("down")).exitCode()).isZero();
        Instant begin = Instant.now();
        platform.up(List.of("--topology", topology.text()));
        return since(begin);
    }

    private static double median(Map<Topology, Map<String, List<Double>>> measured, Topology topology, String name) {
        List<Double> sorted = Objects.requireNonNull(Objects.requireNonNull(measured.get(topology)).get(name)).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String text(List<Double> each) {
        List<Double> sorted = each.stream().sorted().toList();
        return "%.1f (%.1f to %.1f)".formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }

    private static double since(Instant begin) {
        return Duration.between(begin, Instant.now()).toMillis() / 1e3;
    }
}
