package io.tributary.chassis.kafka;

import org.apache.kafka.common.TopicPartition;

/**
 * Events are missing or foreign: to go on would lose some without a trace. The processor stops; a person decides, usually to publish the
 * owner's history again and to rebuild the view.
 */
public final class StreamAlarm extends RuntimeException {
    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        /** An event names a predecessor in its partition that never arrived. */
        MISSING_EVENTS,
        /** An event comes from another log than the ones before it, such as a restored or replaced store. */
        FOREIGN_LOG,
        /** An event is marked with another generation than its topic's. */
        FOREIGN_GENERATION,
        /** The topic no longer holds the offset to go on from, or is gone. */
        TOPIC_LOST
    }

    public StreamAlarm(Kind kind, TopicPartition partition, String facts) {
        super(kind + " in " + partition.topic() + "/" + partition.partition() + ": " + facts);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
