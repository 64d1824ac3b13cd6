package io.tributary.views;

import io.tributary.api.AggregateEvent;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.user.UserEvent;
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventType;
import io.tributary.chassis.events.Upcasters;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.RecordFormat;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.testing.EmbeddedServers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of the three owners, written as their publishers write them. */
final class Topics {
    private static final Topics SHARED = create();
    private final EventCatalog catalog = EventCatalog.of(UserEvent.class, OrderEvent.class, PaymentEvent.class);
    private final EventCodec codec = new EventCodec(catalog, Upcasters.of(catalog));
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final KafkaProducer<String, byte[]> producer;

    private Topics(String bootstrapServers) throws InterruptedException, ExecutionException {
        Map<String, Object> broker = Map.of("bootstrap.servers", bootstrapServers);
        try (var admin = Admin.create(broker)) {
            admin.createTopics(List.of("user.events", "order.events", "payment.events").stream().map(
                    name -> new NewTopic(name, TopicName.PARTITIONS, (short) 1)).toList()).all().get();
        }
        producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
    }

    static Topics shared() {
        return SHARED;
    }

    private static Topics create() {
        try {
            return new Topics(EmbeddedServers.kafka().bootstrapServers());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Appends the event to its owner's topic and returns where it stands. */
    EventPosition publish(AggregateEvent event) {
        return publish(catalog.typeOf(event.getClass()), event.source().text(), codec.encode(event));
    }

    /** Appends an event as a build wrote it that was before this one. */
    synchronized EventPosition publish(EventType type, String key, byte[] payload) {
        String owner = type.name().substring(0, type.name().indexOf('.'));
        long position = positions.merge(owner, 0L, (before, _) -> before + 1);
        Long predecessor = last.put(owner + TopicName.partitionOf(key), position);
        var place = new LogPlace(owner, "the log of " + owner, 1, position, predecessor == null ? LogPlace.NONE : predecessor);
        var record = new EventRecord(UUID.randomUUID().toString(), type.name(), Integer.toString(type.version()), Instant.now(), owner, key,
                sequences.merge(key, 0L, (before, _) -> before + 1), place, "{}".getBytes(StandardCharsets.UTF_8), payload);
        producer.send(RecordFormat.write(record, Map.of()));
        producer.flush();
        return new EventPosition(owner, key, position);
    }
}
