package io.tributary.chassis.kafka.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordOnATopicTest {
    private static final EventRecord EVENT = new EventRecord("7d1c3a52-0000-4000-8000-000000000001", "order.order-placed", "3",
            Instant.parse("2026-01-02T03:04:05.678Z"), "order", "order-1", 4, new LogPlace("order", "the-log", 2, 17, 11),
            "{\"traceId\":\"t\"}".getBytes(StandardCharsets.UTF_8), "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

    private static Map<String, String> headers(ProducerRecord<String, byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false).collect(
                Collectors.toMap(header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8)));
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<String, byte[]> sent) {
        var record = new ConsumerRecord<>(sent.topic(), sent.partition(), 5, sent.key().getBytes(StandardCharsets.UTF_8), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }

    @Test
    void an_event_is_a_cloud_event_in_binary_mode() {
        var record = RecordFormat.write(EVENT, Map.of("traceparent", "00-1-2-01"));
        assertThat(record.topic()).isEqualTo("order.events.2");
        assertThat(record.key()).isEqualTo("order-1");
        assertThat(record.partition()).isEqualTo(TopicName.partitionOf("order-1"));
        assertThat(headers(record)).containsAllEntriesOf(
                Map.of("ce_specversion", "1.0", "ce_id", EVENT.id(), "ce_type", "order.order-placed", "ce_dataschema",
                        "order.order-placed/3", "ce_source", "/order", "ce_time", "2026-01-02T03:04:05.678Z", "ce_subject", "order-1",
                        "content-type", "application/json", "traceparent", "00-1-2-01")).containsAllEntriesOf(
                                Map.of("ce_log", "the-log", "ce_generation", "2", "ce_position", "17", "ce_predecessor", "11",
                                        "ce_sequence",
                                        "4"));
    }

    @Test
    void it_is_read_back_as_it_was() {
        assertThat(RecordFormat.read(received(RecordFormat.write(EVENT, Map.of())))).usingRecursiveComparison().isEqualTo(EVENT);
    }

    @Test
    void a_record_without_a_header_or_with_nonsense_in_one_is_unreadable() {
        for (var name : List.of("ce_id", "ce_type", "ce_dataschema", "ce_source", "ce_time", "ce_subject", "ce_log", "ce_generation",
                "ce_position", "ce_predecessor", "ce_sequence", "metadata")) {
            var record = received(RecordFormat.write(EVENT, Map.of()));
            record.headers().remove(name);
            assertThatExceptionOfType(UnreadableRecord.class).as(name).isThrownBy(() -> RecordFormat.read(record));
        }
        for (var name : List.of("ce_time", "ce_generation", "ce_position", "ce_predecessor", "ce_sequence")) {
            var record = received(RecordFormat.write(EVENT, Map.of()));
            record.headers().remove(name).add(name, "x".getBytes(StandardCharsets.UTF_8));
            assertThatExceptionOfType(UnreadableRecord.class).as(name).isThrownBy(() -> RecordFormat.read(record));
        }
    }

    @Test
    void the_partition_of_a_key_never_changes() {
        assertThat(List.of("order-1", "order-2", "a", "ü", "7d1c3a52-0000-4000-8000-000000000001").stream().map(
                TopicName::partitionOf).toList()).isEqualTo(List.of(2, 3, 0, 2, 3));
    }

    @Test
    void a_generation_is_a_topic_of_its_own() {
        assertThat(TopicName.first("order").text()).isEqualTo("order.events");
        assertThat(TopicName.parse("order.events.12")).isEqualTo(Optional.of(new TopicName("order", 12)));
        assertThat(TopicName.parse("__consumer_offsets")).isEmpty();
        assertThat(TopicName.newest("order", List.of("order.events", "order.events.2", "user.events.9"))).contains(
                new TopicName("order", 2));
    }
}
