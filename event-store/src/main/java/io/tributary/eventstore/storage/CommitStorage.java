package io.tributary.eventstore.storage;

import io.tributary.eventstore.AggregateHistory;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.RememberedAnswer;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.StoredSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * What an engine does for a commit log: keeps commits under unique numbers and answers by key. The rules of the log are not its concern.
 * Every method throws {@link io.tributary.eventstore.CommitLogException.Unavailable} if the store did not do or say it, and
 * {@link io.tributary.eventstore.CommitLogException.Unreadable} if what it says is damaged. Reads see every commit that was
 * acknowledged before they began.
 */
public interface CommitStorage extends AutoCloseable {

    /** The random id of the store. */
    UUID identity();

    /**
     * Stores the commits in one round trip, durably. Fails if a number, a stream key, an idempotency key, an event id or a commit id is
     * taken; then either none of them is stored or the first few, each of these whole. One thread at a time.
     */
    void insert(List<NumberedCommit> batch);

    /** Those of the numbered commits that exist, by number. */
    List<CommitEntry> commits(Collection<Long> numbers);

    /** What is stored of these commits, and what stands in their way. */
    Holdings holdings(List<NewCommit> commits);

    /**
     * The events from position {@code from} (inclusive) to {@code to} (exclusive), in order; some of the first only, if they are large, or
     * if the one behind them cannot be read.
     */
    List<StoredEvent> events(long from, long to);

    /** Up to {@code limit} events of one aggregate from {@code sequence} on, in order of sequence. */
    List<StoredEvent> aggregate(String aggregateId, long sequence, int limit);

    /** The newest snapshot of an aggregate, and up to {@code limit} events behind it in order of sequence. */
    default AggregateHistory history(String aggregateId, int limit) {
        var snapshot = snapshot(aggregateId);
        return new AggregateHistory(snapshot, aggregate(aggregateId, AggregateHistory.firstSequence(snapshot), limit));
    }

    /** Sequence of the aggregate's last event. */
    OptionalLong lastSequence(String aggregateId);

    /** What was remembered with an idempotency key. */
    Optional<RememberedAnswer> answer(String keyHash);

    /** The newest snapshot of an aggregate. */
    Optional<StoredSnapshot> snapshot(String aggregateId);

    /** Keeps a snapshot unless a newer one is there. */
    void storeSnapshot(StoredSnapshot snapshot);

    /**
     * Returns once another process may have stored a commit after {@code knownCommit}, which may grow meanwhile, or after {@code limit}.
     * What is stored through this object needs no announcement. One thread at a time.
     */
    void awaitChange(LongSupplier knownCommit, Duration limit) throws InterruptedException;

    /** Asks the other writers to wait for so long, from when they hear of it. A hint, which may be lost. Called by who inserts. */
    void askForTurn(Duration length);

    /** How much longer another writer has asked this one to wait; zero or less if none has. Heard of by {@link #awaitChange}. */
    Duration turnOfAnother();

    /** Lets go of connections of its own; the data source or client stays open. */
    @Override
    void close();
}
