package io.tributary.order.paymentdeadline;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.chassis.testing.Eventually.within;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tributary.api.order.OrderId;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.mongo.MongoCommitLog;
import io.tributary.order.OrderServiceApplication;
import io.tributary.servers.kafka.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Orders are due at the same moment; the instance that placed them is stopped and started before. */
@Isolated
class DeadlinesOfTwoInstancesIT {
    private static final int ORDERS = 200;
    private static final int FEW = 10;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String POLICY = "when-payment-is-late-then-cancel-order";
    private static final Duration DEADLINE = Duration.ofSeconds(25);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LATE = Duration.ofSeconds(1);
    private final MongoClient client = MongoClients.create(EmbeddedServers.mongo().uri());
    private final String database = "deadlines" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void disconnect() {
        client.close();
    }

    /** By the one that runs then: within a second of the deadline or, where that has passed, of its start. */
    @Test
    void deadlines_survive_a_restart_and_are_late_by_a_second_at_most(@TempDir Path folder) {
        Instant due;
        try (var broker = KafkaServer.start(folder, 0)) {
            due = placedByOneThatStops(broker, FEW, SOON).plus(SOON);
            try (var _ = instance(broker, SOON)) {
                due = Instant.now().isAfter(due) ? Instant.now() : due;
                within(SOON.plus(LIMIT), () -> assertThat(open()).isZero());
            }
        }
        var end = due.plus(LATE);
        assertThat(eachCancelledOnce(FEW)).allSatisfy(cancelled -> assertThat(cancelled.recordedAt()).isBeforeOrEqualTo(end));
    }

    @Test
    @Tag("long")
    void each_is_cancelled_once_and_within_a_second_of_its_deadline(@TempDir Path folder) {
        Instant due;
        try (var broker = KafkaServer.start(folder, 0); var _ = instance(broker, DEADLINE)) {
            due = placedByOneThatStops(broker, ORDERS, DEADLINE).plus(DEADLINE);
            try (var restarted = instance(broker, DEADLINE)) {
                var instances = restarted.getBean(ConsumerStore.class).tokens().instances();
                eventually(() -> assertThat(instances.alive(POLICY)).hasSize(2));
                assertThat(Instant.now()).as("both run before the deadline").isBefore(due);
                within(DEADLINE.plus(LIMIT), () -> assertThat(open()).isZero());
            }
        }
        var late = eachCancelledOnce(ORDERS).stream().map(cancelled -> Duration.between(due, cancelled.recordedAt())).sorted().toList();
        System.out.printf("%d orders due at once, two instances: cancelled %d ms late in the median, %d ms at most%n", ORDERS,
                late.get(ORDERS / 2).toMillis(), late.getLast().toMillis());
        assertThat(late).allSatisfy(by -> assertThat(by).isBetween(Duration.ZERO, LATE));
    }

    /** Returns when they were placed; their deadlines are stored then. */
    private Instant placedByOneThatStops(KafkaServer broker, int orders, Duration deadline) {
        try (var stopped = instance(broker, deadline)) {
            var commands = stopped.getBean(CommandGateway.class);
            var placedAt = Instant.now();
            Stream.generate(() -> new OrderId(UUID.randomUUID())).limit(orders).parallel().forEach(
                    order -> commands.sendAndWait(LookingForLateOrdersIT.placed(order, placedAt)));
            eventually(() -> assertThat(open()).isEqualTo(orders));
            return placedAt;
        }
    }

    private ConfigurableApplicationContext instance(KafkaServer broker, Duration deadline) {
        return new SpringApplicationBuilder(OrderServiceApplication.class).run("--server.port=0",
                "--tributary.mongo.uri=" + EmbeddedServers.mongo().uri(), "--tributary.mongo.database=" + database,
                "--tributary.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--tributary.payment-deadline=" + deadline.toSeconds() + "s");
    }

    private long open() {
        return client.getDatabase(database).getCollection("payment_deadline").countDocuments();
    }

    /** The cancellations; read when no instance runs any more that could add one. */
    private List<LogEvent> eachCancelledOnce(int orders) {
        try (var log = MongoCommitLog.open(client.getDatabase(database))) {
            var stored = new ArrayList<LogEvent>();
            for (var page = log.read(0, ORDERS); !page.isEmpty(); page = log.read(stored.size(), ORDERS)) {
                page.forEach(read -> stored.add(read.event()));
            }
            assertThat(stored.stream().collect(groupingBy(LogEvent::aggregateId, mapping(LogEvent::type, toList())))).hasSize(
                    orders).allSatisfy((_, types) -> assertThat(types).containsExactly("order.order-placed", "order.order-cancelled"));
            return stored.stream().filter(event -> event.type().equals("order.order-cancelled")).toList();
        }
    }
}
