package io.tributary.eventstore.faults;

import io.tributary.eventstore.CommitLogException.Unavailable;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.StoredSnapshot;
import io.tributary.eventstore.fixture.DelegatingStorage;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.NumberedCommit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/** One wrong engine each, made of a right one. */
final class PlantedFaults {
    private PlantedFaults() {}

    /** Takes the next number but one when another writer has the next, without reading what that one stored. */
    static final class SkipOnRace extends DelegatingStorage {
        SkipOnRace(CommitStorage storage) {
            super(storage);
        }

        @Override
        public void insert(List<NumberedCommit> batch) {
            try {
                storage.insert(batch);
            } catch (Unavailable _) {
                storage.insert(batch.stream().map(SkipOnRace::further).toList());
            }
        }

        private static NumberedCommit further(NumberedCommit commit) {
            var placement = new Placement(commit.placement().commit() + 2, commit.placement().firstPosition() + 2);
            return new NumberedCommit(placement, commit.time(), commit.commit(), commit.answer());
        }
    }

    /** Stores the first half of a commit and says it was all. */
    static final class HalfCommit extends DelegatingStorage {
        HalfCommit(CommitStorage storage) {
            super(storage);
        }

        @Override
        public void insert(List<NumberedCommit> batch) {
            storage.insert(batch.stream().map(numbered -> with(numbered, half(numbered.commit().events()))).toList());
        }

        private static List<LogEvent> half(List<LogEvent> events) {
            return events.subList(0, (events.size() + 1) / 2);
        }
    }

    /** Takes silence for success. */
    static final class DropOnLostAck extends DelegatingStorage {
        DropOnLostAck(CommitStorage storage) {
            super(storage);
        }

        @Override
        public void insert(List<NumberedCommit> batch) {
            try {
                storage.insert(batch);
            } catch (Unavailable _) {
                // "it will have arrived"
            }
        }
    }

    /** Hands out the events of a page in another order, under the right positions. */
    static final class Reorder extends DelegatingStorage {
        Reorder(CommitStorage storage) {
            super(storage);
        }

        @Override
        public List<StoredEvent> events(long from, long to) {
            var right = storage.events(from, to);
            var wrong = new ArrayList<>(right.stream().map(StoredEvent::event).toList());
            Collections.reverse(wrong);
            return IntStream.range(0, wrong.size()).mapToObj(i -> new StoredEvent(right.get(i).position(), wrong.get(i))).toList();
        }
    }

    /** Stores the last event of a batch once more, in a stream of its own. */
    static final class Doubling extends DelegatingStorage {
        Doubling(CommitStorage storage) {
            super(storage);
        }

        @Override
        public void insert(List<NumberedCommit> batch) {
            var last = batch.getLast();
            var events = new ArrayList<>(last.commit().events());
            if (!events.isEmpty()) {
                var event = events.getLast();
                events.add(new LogEvent(UUID.randomUUID(), event.aggregateId(), event.sequence() + 1, event.aggregateType(), event.type(),
                        event.version(), event.recordedAt(), event.payload(), event.metadata()));
            }
            var wrong = new ArrayList<>(batch);
            wrong.set(batch.size() - 1, with(last, events));
            storage.insert(wrong);
        }
    }

    /** Keeps whichever snapshot came last. */
    static final class StaleSnapshotWins extends DelegatingStorage {
        private static final ConcurrentMap<UUID, ConcurrentMap<String, StoredSnapshot>> KEPT = new ConcurrentHashMap<>();
        private final ConcurrentMap<String, StoredSnapshot> kept;

        StaleSnapshotWins(CommitStorage storage) {
            super(storage);
            kept = KEPT.computeIfAbsent(storage.identity(), _ -> new ConcurrentHashMap<>());
        }

        @Override
        public void storeSnapshot(StoredSnapshot snapshot) {
            kept.put(snapshot.aggregateId(), snapshot);
        }

        @Override
        public Optional<StoredSnapshot> snapshot(String aggregateId) {
            return Optional.ofNullable(kept.get(aggregateId));
        }
    }

    private static NumberedCommit with(NumberedCommit numbered, List<LogEvent> events) {
        var commit = new NewCommit(numbered.commit().id(), events, numbered.commit().idempotency());
        return new NumberedCommit(numbered.placement(), numbered.time(), commit, numbered.answer());
    }
}
