package io.tributary.chassis.kafka;

import java.time.Instant;

/** Is told what a reader has come to know of: the lag of a view is counted from here. */
public interface Arrivals {
    /** A new event at this position; {@code partition} is the topic's and number, or the log. */
    void arrived(String partition, long position, Instant time);

    /** The stream ended for good: events are missing or foreign. */
    void alarmed(RuntimeException alarm);

    /** The partition is not read any more: its topic has a newer generation, whose end has still to be seen. */
    void left(String partition);

    /** The reader holds everything there is in the partition: {@code remaining} offsets are left to fetch, of {@code end} in all. */
    void fetched(String partition, long end, long remaining);
}
