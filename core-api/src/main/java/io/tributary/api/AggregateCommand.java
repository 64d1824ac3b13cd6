package io.tributary.api;

/** A command for exactly one aggregate. */
public interface AggregateCommand {
    AggregateId target();
}
