package io.tributary.eventstore.storage;

import java.time.Instant;
import java.util.UUID;

/**
 * A stored commit without its events.
 *
 * @param number dense, from 1
 * @param firstPosition position of its first event
 * @param size how many events it has, possibly none
 * @param time never before that of an earlier commit
 */
public record CommitEntry(long number, UUID id, long firstPosition, int size, Instant time) {
    /** Position of the first event behind this commit. */
    public long nextPosition() {
        return firstPosition + size;
    }
}
