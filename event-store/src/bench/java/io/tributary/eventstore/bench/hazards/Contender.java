package io.tributary.eventstore.bench.hazards;

import io.tributary.eventstore.axon.CommitLogEventStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/**
 * One engine under test, as two instances of a service have it.
 *
 * @param writer where the hazards happen
 * @param other another instance on the same store; it also reads
 * @param cabled one more instance, whose connections go through the cable
 */
record Contender(String name, EventStore writer, EventStore other, EventStore cabled, Cable cable) implements AutoCloseable {

    /** What can stand still between the making of an event and the end of its commit. */
    static final class Stall {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        void end() {
            over.countDown();
        }

        void awaitReached() throws InterruptedException {
            reached.await();
        }

        private void here() {
            reached.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted in a stall", e);
            }
        }
    }

    /** A fact of a new aggregate. */
    static DomainEventMessage<?> event(Instant made) {
        return event(UUID.randomUUID().toString(), 0, made);
    }

    static DomainEventMessage<?> event(String aggregate, long sequence, Instant made) {
        var id = UUID.randomUUID().toString();
        return new GenericDomainEventMessage<>("Hazard", aggregate, sequence, new GenericMessage<>(id, new Happened(id),
                MetaData.emptyInstance()), made);
    }

    record Happened(String id) {}

    static void publish(EventStore store, List<DomainEventMessage<?>> events) {
        DefaultUnitOfWork.startAndGet(null).execute(() -> store.publish(events));
    }

    /** Stands still after the engine has done what it does before the commit, then commits. */
    static void publishSlowly(EventStore store, DomainEventMessage<?> event, Stall stall) {
        var work = DefaultUnitOfWork.startAndGet(null);
        work.execute(() -> {
            store.publish(event);
            work.onPrepareCommit(_ -> stall.here());
        });
    }

    /** Ends what the stores have running. */
    @Override
    public void close() {
        for (var store : List.of(writer, other, cabled)) {
            if (store instanceof CommitLogEventStore ours) {
                ours.log().close();
            } else if (store instanceof EmbeddedEventStore stock) {
                stock.shutDown();
            }
        }
    }

    /** Ids of all events of the aggregates that are in the store. */
    List<String> stored(List<String> aggregates) {
        var ids = new ArrayList<String>();
        for (var aggregate : aggregates) {
            other.readEvents(aggregate).asStream().forEach(event -> ids.add(event.getIdentifier()));
        }
        return ids;
    }
}
