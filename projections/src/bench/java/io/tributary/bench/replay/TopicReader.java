package io.tributary.bench.replay;

import io.tributary.api.AggregateEvent;
import io.tributary.bench.Codecs;
import io.tributary.bench.Services;
import io.tributary.bench.ShopTopics;
import io.tributary.chassis.events.EventType;
import io.tributary.chassis.kafka.records.RecordFormat;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.processing.batch.PositionedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One consumer of some partitions of all three topics, from their start to where they end when it is made. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(5);
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    TopicReader(int... partitions) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Services.property("bench.kafka"), "isolation.level", "read_committed", "max.poll.records", 2000,
                        "enable.auto.commit", false),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var assigned = ShopTopics.OWNERS.stream().flatMap(owner -> IntStream.of(partitions).mapToObj(
                partition -> new TopicPartition(TopicName.first(owner).text(), partition))).toList();
        consumer.assign(assigned);
        consumer.seekToBeginning(assigned);
        ends = consumer.endOffsets(assigned);
    }

    /** The next events, parsed; empty at the end. */
    List<PositionedEvent> next() {
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var events = new ArrayList<PositionedEvent>();
            consumer.poll(POLL).forEach(record -> events.add(parsed(record)));
            if (!events.isEmpty()) {
                return events;
            }
        }
        return List.of();
    }

    private static PositionedEvent parsed(ConsumerRecord<byte[], byte[]> record) {
        var event = RecordFormat.read(record);
        var payload = Codecs.EVENTS.decode(new EventType(event.type(), Integer.parseInt(event.version())), event.payload()).getFirst();
        return new PositionedEvent((AggregateEvent) payload, event.place().position());
    }

    Collection<TopicPartition> partitions() {
        return ends.keySet();
    }

    long offset(TopicPartition partition) {
        return consumer.position(partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
