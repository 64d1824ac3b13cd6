package io.tributary.bench;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.RecordFormat;
import io.tributary.chassis.kafka.records.TopicName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;

/** 200,000 events of a shop on the topics of its three owners, written in transactions as their publishers write them. */
public final class ShopTopics implements AutoCloseable {
    public static final List<String> OWNERS = List.of("user", "order", "payment");
    public static final int USERS = 10_000;
    public static final int ORDERS = 36_000;
    /** Two of each user, five of each order and its payment. */
    public static final int EVENTS = 2 * USERS + 5 * ORDERS;
    private static final int TRANSACTION = 1000;
    private static final byte[] METADATA = """
            {"traceId":"0b0f0b60-1c1f-4a58-8b6b-3a9b6f4f2d11","correlationId":"0b0f0b60-1c1f-4a58-8b6b-3a9b6f4f2d11"}""".getBytes(
            StandardCharsets.UTF_8);
    private final Map<String, Topic> topics = new HashMap<>();

    private ShopTopics(String bootstrapServers) throws Exception {
        var clients = new KafkaClients(bootstrapServers);
        try (var admin = clients.admin()) {
            admin.createTopics(OWNERS.stream().map(
                    owner -> new NewTopic(TopicName.first(owner).text(), TopicName.PARTITIONS, (short) 1)).toList()).all().get();
        }
        OWNERS.forEach(owner -> topics.put(owner, new Topic(owner, clients.publisher(owner))));
    }

    /** Makes the topics and fills them. */
    public static void fill(String bootstrapServers) throws Exception {
        try (var shop = new ShopTopics(bootstrapServers)) {
            for (int user = 0; user < USERS; user++) {
                shop.send("user", new UserRegistered(user(user), new PersonName("Someone " + user)));
            }
            for (int order = 0; order < ORDERS; order++) {
                shop.order(order);
            }
            for (int user = 0; user < USERS; user++) {
                shop.send("user", new UserRenamed(user(user), new PersonName("Someone else " + user)));
            }
        }
    }

    public static UserId user(int number) {
        return new UserId(id("user" + number));
    }

    public static OrderId order(long number) {
        return new OrderId(id("order" + number));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private void order(int number) {
        var order = ShopTopics.order((long) number);
        var payment = new PaymentId(id("payment" + number));
        var customer = user(number % USERS);
        var total = Money.of("25.00", "EUR");
        send("order",
                new OrderPlaced(order, customer, List.of(new OrderLine("sku-1", "A thing of usual length", 2, Money.of("12.50", "EUR"))),
                        total, "card-visa", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number), 0));
        send("payment", new PaymentRequested(payment, order, customer, total, "card-visa"));
        send("payment", new PaymentAuthorized(payment, order, "hold-" + number));
        send("order", new OrderConfirmed(order, payment.value()));
        send("payment", new PaymentCaptured(payment, order, total));
    }

    private void send(String owner, AggregateEvent event) {
        Objects.requireNonNull(topics.get(owner), owner).send(event);
    }

    @Override
    public void close() {
        topics.values().forEach(Topic::close);
    }

    private static final class Topic {
        private final String owner;
        private final String log = UUID.randomUUID().toString();
        private final KafkaProducer<String, byte[]> producer;
        private final Map<String, Long> sequences = new HashMap<>();
        private final long[] last = new long[TopicName.PARTITIONS];
        private long position;

        Topic(String owner, KafkaProducer<String, byte[]> producer) {
            this.owner = owner;
            this.producer = producer;
            Arrays.fill(last, LogPlace.NONE);
            producer.initTransactions();
            producer.beginTransaction();
        }

        void send(AggregateEvent event) {
            var key = event.source().text();
            var type = Codecs.EVENTS.catalog().typeOf(event.getClass());
            int partition = TopicName.partitionOf(key);
            var place = new LogPlace(owner, log, 1, position, last[partition]);
            last[partition] = position++;
            producer.send(RecordFormat.write(new EventRecord(UUID.randomUUID().toString(), type.name(), Integer.toString(type.version()),
                    Instant.now(), owner, key, sequences.merge(key, 0L, (before, _) -> before + 1), place, METADATA,
                    Codecs.EVENTS.encode(event)), Map.of()));
            if (position % TRANSACTION == 0) {
                producer.commitTransaction();
                producer.beginTransaction();
            }
        }

        void close() {
            producer.commitTransaction();
            producer.close();
        }
    }
}
