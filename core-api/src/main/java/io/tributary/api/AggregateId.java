package io.tributary.api;

/** Names one aggregate; its text form is the key of the aggregate's stream in the store and of its records on the topic. */
public interface AggregateId {
    String text();
}
