package io.tributary.chassis.kafka.records;

/**
 * Payload that stands in for an event nobody here can read, so that it is parked where a person sees it and not lost on the way.
 *
 * @param fact what is wrong with it
 */
public record StrayRecord(String fact) {}
