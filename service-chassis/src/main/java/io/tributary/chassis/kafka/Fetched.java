package io.tributary.chassis.kafka;

import io.tributary.chassis.kafka.TopicToken.Progress;
import io.tributary.chassis.kafka.records.EventRecord;
import org.apache.kafka.common.TopicPartition;

/** One thing read from a partition: an event or a record that is none. */
record Fetched(TopicPartition partition, Progress progress, Content content, int bytes) {
    /** What the record turned out to be. */
    sealed interface Content {
        record Event(EventRecord event) implements Content {}

        record Unreadable(String fact) implements Content {}
    }
}
