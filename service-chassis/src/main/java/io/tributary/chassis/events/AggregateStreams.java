package io.tributary.chassis.events;

import java.util.function.BiFunction;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Reads an aggregate by folding its own stream: never older than the last acknowledged command, whatever the views have seen. */
public final class AggregateStreams {
    private final EventStore events;

    /** Reads from the given store. */
    public AggregateStreams(EventStore events) {
        this.events = events;
    }

    /**
     * A state and the number of events it is made of.
     *
     * @param version 0 if the aggregate has none
     */
    public record Folded<S>(S state, long version) {
        /** Whether the aggregate has any event. */
        public boolean exists() {
            return version > 0;
        }
    }

    /**
     * The state of the aggregate now.
     *
     * @throws ClassCastException if the aggregate has events that are not of type {@code E}
     */
    public <S, E> Folded<S> fold(String aggregateId, Class<E> eventType, S initial, BiFunction<S, E, S> evolve) {
        DomainEventStream stream = events.readEvents(aggregateId, 0);
        S state = initial;
        long version = 0;
        while (stream.hasNext()) {
            var event = stream.next();
            state = evolve.apply(state, eventType.cast(event.getPayload()));
            version = event.getSequenceNumber() + 1;
        }
        return new Folded<>(state, version);
    }
}
