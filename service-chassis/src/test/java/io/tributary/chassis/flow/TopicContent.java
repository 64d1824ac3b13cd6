package io.tributary.chassis.flow;

import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.RecordFormat;
import io.tributary.chassis.kafka.records.TopicName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands on an owner's topic for a reader of committed records. */
final class TopicContent {
    private TopicContent() {}

    /** All records, those of a partition in their order. */
    static List<EventRecord> committed(String owner) {
        var topic = TopicName.first(owner).text();
        var partitions = IntStream.range(0, TopicName.PARTITIONS).mapToObj(partition -> new TopicPartition(topic, partition)).toList();
        var result = new ArrayList<EventRecord>();
        try (var reader = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Owner.broker(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> reader.position(partition) < Objects.requireNonNull(ends.get(partition)))) {
                reader.poll(Duration.ofMillis(100)).forEach(read -> result.add(RecordFormat.read(read)));
            }
        }
        return result;
    }
}
