package io.tributary.eventstore.storage;

import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.Placement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit on its way to the place it tries to take.
 *
 * @param time of the commit, not before that of any earlier commit or any of its own events
 * @param answer what to remember with its idempotency key; null if it has none
 */
@SuppressWarnings("ArrayRecordComponent")
public record NumberedCommit(Placement placement, Instant time, NewCommit commit, byte @Nullable [] answer) {
    /** The commit as a reader will find it. */
    public CommitEntry entry() {
        return new CommitEntry(placement.commit(), commit.id(), placement.firstPosition(), commit.events().size(), time);
    }
}
