package io.tributary.chassis.kafka.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands on a topic.
 *
 * @param id identity of the event, unique
 * @param type stored name, such as {@code order.order-placed}
 * @param version version of the payload's form
 * @param time when it was recorded
 * @param aggregateType stored name of the kind of aggregate
 * @param aggregate the aggregate, which is the record's key
 * @param sequence number of the event within its aggregate
 * @param place where it stands in the owner's log
 * @param metadata JSON object
 * @param payload JSON
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere: the bytes are only passed on
public record EventRecord(String id, String type, String version, Instant time, @Nullable String aggregateType, String aggregate,
        long sequence, LogPlace place, byte[] metadata, byte[] payload) {}
