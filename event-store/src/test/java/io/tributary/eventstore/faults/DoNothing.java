package io.tributary.eventstore.faults;

import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.RememberedAnswer;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.StoredSnapshot;
import io.tributary.eventstore.fixture.StoreFixture;
import io.tributary.eventstore.storage.CommitEntry;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.Holdings;
import io.tributary.eventstore.storage.NumberedCommit;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Says yes to everything and keeps nothing. */
final class DoNothing implements CommitStorage {
    @Override
    public UUID identity() {
        return UUID.randomUUID();
    }

    @Override
    public void insert(List<NumberedCommit> batch) {}

    @Override
    public List<CommitEntry> commits(Collection<Long> numbers) {
        return List.of();
    }

    @Override
    public Holdings holdings(List<NewCommit> commits) {
        return new Holdings(Map.of(), Map.of(), Map.of(), Map.of());
    }

    @Override
    public List<StoredEvent> events(long from, long to) {
        return List.of();
    }

    @Override
    public List<StoredEvent> aggregate(String aggregateId, long sequence, int limit) {
        return List.of();
    }

    @Override
    public OptionalLong lastSequence(String aggregateId) {
        return OptionalLong.empty();
    }

    @Override
    public Optional<RememberedAnswer> answer(String keyHash) {
        return Optional.empty();
    }

    @Override
    public Optional<StoredSnapshot> snapshot(String aggregateId) {
        return Optional.empty();
    }

    @Override
    public void storeSnapshot(StoredSnapshot snapshot) {}

    @Override
    public void awaitChange(LongSupplier knownCommit, Duration limit) throws InterruptedException {
        Thread.sleep(limit);
    }

    @Override
    public void askForTurn(Duration length) {}

    @Override
    public Duration turnOfAnother() {
        return Duration.ZERO;
    }

    @Override
    public void close() {}

    /** A store without a store. */
    static final class Fixture implements StoreFixture {
        @Override
        public CommitStorage open() {
            return new DoNothing();
        }

        @Override
        public void destroyCommit(long number) {}

        @Override
        public void spoilCommit(long number) {}

        @Override
        public void spoilIdentity() {}

        @Override
        public boolean refusesRepeatedEventIds() {
            return true;
        }

        @Override
        public Duration patience() {
            return Duration.ofMillis(300);
        }

        @Override
        public void close() {}
    }
}
