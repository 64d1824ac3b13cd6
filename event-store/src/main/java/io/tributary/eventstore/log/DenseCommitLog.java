package io.tributary.eventstore.log;

import io.tributary.eventstore.AggregateHistory;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.Head;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.RememberedAnswer;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.StoredSnapshot;
import io.tributary.eventstore.storage.CommitEntry;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.DenseSearch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The commit log over any storage: one appender, one follower, and reads that stop at a hole. */
public final class DenseCommitLog implements CommitLog {
    private final CommitStorage storage;
    private final UUID identity;
    private final LogTail tail;
    private final GroupAppender appender;
    private final LogFollower follower;

    /** Reads where the log ends, then starts to follow it; closes {@code storage} when closed. */
    public DenseCommitLog(CommitStorage storage, LogSettings settings) {
        this.storage = storage;
        identity = storage.identity();
        tail = new LogTail(storage);
        appender = new GroupAppender(storage, tail, settings);
        follower = new LogFollower(storage, tail, settings);
    }

    @Override
    public UUID identity() {
        return identity;
    }

    @Override
    public Head head() {
        return tail.head();
    }

    @Override
    public Head refreshedHead() {
        tail.refresh();
        return tail.head();
    }

    @Override
    public Placement append(NewCommit commit) {
        return appender.append(commit);
    }

    @Override
    public List<StoredEvent> read(long position, int limit) {
        if (position < 0 || limit <= 0) {
            throw new IllegalArgumentException("position " + position + " and limit " + limit + ": the first position is 0");
        }
        var head = tail.head().nextPosition();
        if (position >= head) {
            return List.of();
        }
        var recent = tail.recent(position, limit);
        if (!recent.isEmpty()) {
            return recent;
        }
        var events = storage.events(position, Math.min(head, position + limit));
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).position() != position + i) {
                throw missing("position " + (position + i), "position " + events.get(i).position());
            }
        }
        if (events.isEmpty()) {
            throw missing("position " + position, "nothing, although the log goes up to position " + (head - 1));
        }
        return events;
    }

    @Override
    public List<StoredEvent> readAggregate(String aggregateId, long sequence, int limit) {
        var events = storage.aggregate(aggregateId, sequence, limit);
        requireWhole(aggregateId, sequence, events);
        return events;
    }

    @Override
    public AggregateHistory history(String aggregateId, int limit) {
        var history = storage.history(aggregateId, limit);
        requireWhole(aggregateId, AggregateHistory.firstSequence(history.snapshot()), history.events());
        return history;
    }

    private static void requireWhole(String aggregateId, long sequence, List<StoredEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).event().sequence() != sequence + i) {
                throw missing("sequence " + (sequence + i) + " of aggregate '" + aggregateId + "'",
                        "sequence " + events.get(i).event().sequence());
            }
        }
    }

    private static Unreadable missing(String expected, String found) {
        return new Unreadable("the log is damaged: expected " + expected + ", found " + found, null);
    }

    @Override
    public OptionalLong lastSequence(String aggregateId) {
        return storage.lastSequence(aggregateId);
    }

    @Override
    public long positionAt(Instant instant) {
        var head = refreshedHead();
        return DenseSearch.first(storage::commits, head.commit(), commit -> !commit.time().isBefore(instant)).map(
                CommitEntry::firstPosition).orElse(
                        head.nextPosition());
    }

    @Override
    public Optional<RememberedAnswer> answerTo(String keyHash) {
        return storage.answer(keyHash);
    }

    @Override
    public Optional<StoredSnapshot> snapshot(String aggregateId) {
        return storage.snapshot(aggregateId);
    }

    @Override
    public void storeSnapshot(StoredSnapshot snapshot) {
        storage.storeSnapshot(snapshot);
    }

    @Override
    public Registration onHeadMoved(Runnable listener) {
        return tail.onHeadMoved(listener);
    }

    @Override
    public void close() {
        appender.close();
        follower.close();
        storage.close();
    }
}
