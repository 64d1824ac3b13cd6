package io.tributary.api;

/** A fact about exactly one aggregate. */
public interface AggregateEvent {
    AggregateId source();
}
