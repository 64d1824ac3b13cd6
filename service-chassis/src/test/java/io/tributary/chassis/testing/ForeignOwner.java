package io.tributary.chassis.testing;

import io.tributary.api.AggregateEvent;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventType;
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
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Another service as its topic shows it: writes that owner's events to the real broker in the form its publisher writes them. One per owner and JVM. */
public final class ForeignOwner {
    private static final byte[] NO_METADATA = "{}".getBytes(StandardCharsets.UTF_8);
    private final String owner;
    private final String log = UUID.randomUUID().toString();
    private final EventCodec codec;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> sequences = new HashMap<>();
    private final long[] lastInPartition = new long[TopicName.PARTITIONS];
    private long nextPosition;

    private ForeignOwner(String owner, EventCodec codec, KafkaProducer<String, byte[]> producer) {
        this.owner = owner;
        this.codec = codec;
        this.producer = producer;
        Arrays.fill(lastInPartition, LogPlace.NONE);
    }

    /** Makes the owner's topic and takes its place as the only writer. */
    public static ForeignOwner of(String owner, Class<?> events) {
        var clients = new KafkaClients(EmbeddedServers.kafka().bootstrapServers());
        try (var admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic(TopicName.first(owner).text(), TopicName.PARTITIONS, (short) 1))).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the topic of %s could not be made".formatted(owner), e);
        }
        var producer = clients.publisher(owner);
        producer.initTransactions();
        return new ForeignOwner(owner, EventCodec.of(events), producer);
    }

    /** Returns when the events stand on the topic. Answers the position of the last. */
    public synchronized long publish(AggregateEvent... events) {
        producer.beginTransaction();
        for (AggregateEvent event : events) {
            producer.send(RecordFormat.write(record(event), Map.of()));
        }
        producer.commitTransaction();
        return nextPosition - 1;
    }

    /** Publishes what an earlier build stored. Answers its position. */
    public synchronized long publishStored(String aggregate, EventType type, String json) {
        producer.beginTransaction();
        producer.send(RecordFormat.write(record(aggregate, type, json.getBytes(StandardCharsets.UTF_8)), Map.of()));
        producer.commitTransaction();
        return nextPosition - 1;
    }

    private EventRecord record(AggregateEvent event) {
        return record(event.source().text(), codec.catalog().typeOf(event.getClass()), codec.encode(event));
    }

    private EventRecord record(String aggregate, EventType type, byte[] payload) {
        int partition = TopicName.partitionOf(aggregate);
        var place = new LogPlace(owner, log, 1, nextPosition, lastInPartition[partition]);
        lastInPartition[partition] = nextPosition++;
        long sequence = sequences.merge(aggregate, 0L, (last, _) -> last + 1);
        return new EventRecord(UUID.randomUUID().toString(), type.name(), Integer.toString(type.version()), Instant.now(), owner, aggregate,
                sequence, place, NO_METADATA, payload);
    }
}
