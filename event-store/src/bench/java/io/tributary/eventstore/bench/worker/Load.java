package io.tributary.eventstore.bench.worker;

/** How hard and how long to work. */
public record Load(int callers, long millis) {}
