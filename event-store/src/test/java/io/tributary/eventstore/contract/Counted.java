package io.tributary.eventstore.contract;

/** The event of the examples. */
public record Counted(String counter, long to) {}
