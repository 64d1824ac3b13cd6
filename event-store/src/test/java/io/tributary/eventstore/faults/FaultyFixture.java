package io.tributary.eventstore.faults;

import io.tributary.eventstore.fixture.StoreFixture;
import io.tributary.eventstore.storage.CommitStorage;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A right store behind a wrong engine. */
record FaultyFixture(StoreFixture right, UnaryOperator<CommitStorage> fault) implements StoreFixture {
    @Override
    public CommitStorage open() {
        return fault.apply(right.open());
    }

    @Override
    public CommitStorage open(UnaryOperator<CommitStorage> network) {
        return fault.apply(right.open(network));
    }

    @Override
    public void destroyCommit(long number) {
        right.destroyCommit(number);
    }

    @Override
    public void spoilCommit(long number) {
        right.spoilCommit(number);
    }

    @Override
    public void spoilIdentity() {
        right.spoilIdentity();
    }

    @Override
    public boolean refusesRepeatedEventIds() {
        return right.refusesRepeatedEventIds();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void close() {
        right.close();
    }
}
