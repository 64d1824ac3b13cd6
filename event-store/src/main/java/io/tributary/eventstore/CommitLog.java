package io.tributary.eventstore;

import io.tributary.eventstore.CommitLogException.ForeignIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * All events of one service in one order: commits are numbered densely from 1, events from 0, and whoever has seen position n has
 * seen everything up to n. No event is skipped, doubled or reordered, whatever the clocks of the writers say.
 *
 * <p>Safe for use by many threads; any number of processes may write to one store, each through a log of its own. Reads throw
 * {@link CommitLogException.Unavailable} if the store does not answer and {@link CommitLogException.Unreadable} if what it answers is
 * damaged; no read ever steps over a gap.
 */
public interface CommitLog extends AutoCloseable {

    /** The random id given to the store when it was made; kept beside every token. */
    UUID identity();

    /** Refuses to read on with tokens of another log. */
    default void requireIdentity(UUID expected) {
        if (!identity().equals(expected)) {
            throw new ForeignIdentity(expected, identity());
        }
    }

    /** The end of the log as far as this process knows; never moves back; costs no round trip. */
    Head head();

    /** Asks the store for commits of other processes first: after it, everything acknowledged to anybody before the call is known. */
    Head refreshedHead();

    /**
     * Stores a commit at the end of the log and returns its place once it is durable. Waits for a batch shared with other callers: one
     * round trip.
     *
     * @throws CommitLogException.StreamConflict if another commit holds one of its places in an aggregate's stream
     * @throws CommitLogException.KeyAlreadyUsed if its idempotency key was used before; comes before a conflict
     * @throws CommitLogException.InvalidCommit if the store can never take it
     * @throws CommitLogException.OutcomeUnknown if the store did not answer within its deadline, or the caller was interrupted (the flag is set again)
     * @throws CommitLogException.Unavailable if it was never sent
     */
    Placement append(NewCommit commit);

    /** Up to {@code limit} events from {@code position} on, without a hole; empty at the {@link #head()}. Limited in bytes too, but never empty before the head. */
    List<StoredEvent> read(long position, int limit);

    /** Up to {@code limit} events of one aggregate from {@code sequence} on, without a hole; empty if there are none. */
    List<StoredEvent> readAggregate(String aggregateId, long sequence, int limit);

    /** The aggregate's newest snapshot and up to {@code limit} events behind it, without a hole; in one round trip where the engine can. */
    AggregateHistory history(String aggregateId, int limit);

    /** Sequence of the aggregate's last event; empty if it has none. */
    OptionalLong lastSequence(String aggregateId);

    /** A position before which no event of {@code instant} or later stands; {@link Head#nextPosition()} if there is none at all. */
    long positionAt(Instant instant);

    /** What was remembered with an idempotency key. */
    Optional<RememberedAnswer> answerTo(String keyHash);

    /** The newest snapshot of an aggregate. */
    Optional<StoredSnapshot> snapshot(String aggregateId);

    /** Keeps the snapshot unless a newer one is there. */
    void storeSnapshot(StoredSnapshot snapshot);

    /** Calls {@code listener} each time after the head has moved, on a thread of the log: it must be quick and must not wait. */
    Registration onHeadMoved(Runnable listener);

    /** Stops writing and following; queued commits fail as never sent. Does not close the data source or client it was given. */
    @Override
    void close();

    /** Undoes a registration. */
    @FunctionalInterface
    interface Registration {
        void cancel();
    }
}
