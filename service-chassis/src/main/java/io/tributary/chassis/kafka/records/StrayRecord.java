package io.tributary.chassis.kafka.records;

import org.jspecify.annotations.Nullable;

/**
 * Payload that stands in for an event nobody here can read, so that it is parked where a person sees it and not lost on the way.
 *
 * @param fact what is wrong with it
 * @param event the event, if at least its headers could be read
 */
public record StrayRecord(String fact, @Nullable EventRecord event) {}
