package io.tributary.chassis.flow;

import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.publishing.EventPublisher;
import io.tributary.eventstore.CommitLog;

/** A publisher that a test starts and ends. */
record Publishing(EventPublisher publisher) implements AutoCloseable {
    static Publishing of(String owner, CommitLog log, ConsumerStore store) {
        return new Publishing(EventPublisher.of(Parcels.publicationList(owner), log, Owner.CLIENTS, store, Parcels.CODEC));
    }

    void started() {
        publisher.start();
    }

    @Override
    public void close() {
        publisher.stop();
    }
}
