package io.tributary.chassis.kafka.records;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents in Kafka's binary mode: the payload is the record's value, everything else a header. The place in the log stands in extension
 * attributes; W3C trace context in headers of its own name, as other tools look for it.
 */
public final class RecordFormat {
    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String SCHEMA = "ce_dataschema";
    private static final String SOURCE = "ce_source";
    private static final String TIME = "ce_time";
    private static final String SUBJECT = "ce_subject";
    private static final String AGGREGATE_TYPE = "ce_aggregatetype";
    private static final String SEQUENCE = "ce_sequence";
    private static final String LOG = "ce_log";
    private static final String GENERATION = "ce_generation";
    private static final String POSITION = "ce_position";
    private static final String PREDECESSOR = "ce_predecessor";
    private static final String METADATA = "metadata";

    private RecordFormat() {}

    /** The record with its partition set: the partition follows from the key alone. {@code trace} holds the W3C trace headers, if any. */
    public static ProducerRecord<String, byte[]> write(EventRecord event, Map<String, String> trace) {
        var place = event.place();
        var topic = new TopicName(place.owner(), place.generation()).text();
        var result = new ProducerRecord<>(topic, TopicName.partitionOf(event.aggregate()), event.time().toEpochMilli(), event.aggregate(),
                event.payload());
        var headers = result.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, ID, event.id());
        put(headers, TYPE, event.type());
        put(headers, SCHEMA, event.type() + "/" + event.version());
        put(headers, SOURCE, "/" + place.owner());
        put(headers, TIME, event.time().toString());
        put(headers, SUBJECT, event.aggregate());
        put(headers, SEQUENCE, Long.toString(event.sequence()));
        put(headers, LOG, place.log());
        put(headers, GENERATION, Integer.toString(place.generation()));
        put(headers, POSITION, Long.toString(place.position()));
        put(headers, PREDECESSOR, Long.toString(place.predecessor()));
        put(headers, "content-type", "application/json");
        var aggregateType = event.aggregateType();
        if (aggregateType != null) {
            put(headers, AGGREGATE_TYPE, aggregateType);
        }
        headers.add(METADATA, event.metadata());
        trace.forEach((name, value) -> put(headers, name, value));
        return result;
    }

    /**
     * Reads a record without touching its payload.
     *
     * @throws UnreadableRecord if it is not one that a publisher wrote
     */
    public static EventRecord read(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        try {
            var schema = text(headers, SCHEMA);
            var type = text(headers, TYPE);
            var place = new LogPlace(text(headers, SOURCE).substring(1), text(headers, LOG), Integer.parseInt(text(headers, GENERATION)),
                    number(headers, POSITION), number(headers, PREDECESSOR));
            if (record.value() == null) {
                throw new UnreadableRecord("no value", null);
            }
            return new EventRecord(text(headers, ID), type, schema.substring(type.length() + 1), Instant.parse(text(headers, TIME)),
                    optional(headers, AGGREGATE_TYPE), text(headers, SUBJECT), number(headers, SEQUENCE), place, bytes(headers, METADATA),
                    record.value());
        } catch (MissingHeader | NumberFormatException | StringIndexOutOfBoundsException | DateTimeParseException e) {
            throw new UnreadableRecord(String.valueOf(e.getMessage()), e);
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Headers headers, String name) {
        var header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new MissingHeader(name);
        }
        return header.value();
    }

    private static String text(Headers headers, String name) {
        return new String(bytes(headers, name), StandardCharsets.UTF_8);
    }

    private static @Nullable String optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long number(Headers headers, String name) {
        return Long.parseLong(text(headers, name));
    }

    private static final class MissingHeader extends RuntimeException {
        MissingHeader(String name) {
            super("header " + name + " is missing", null, false, false);
        }
    }
}
