package io.tributary.eventstore;

/**
 * An event and its place in the log.
 *
 * @param position dense number of the event in its log, from 0
 */
public record StoredEvent(long position, LogEvent event) {}
