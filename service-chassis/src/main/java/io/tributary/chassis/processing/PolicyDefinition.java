package io.tributary.chassis.processing;

/**
 * What follows from an event: a handler with effects outside its own tables. One event at a time, in order per aggregate, never run
 * again by a replay. Its commands go out through {@link Reactions}.
 */
public record PolicyDefinition(String name, EventSource source, Object handler) {}
