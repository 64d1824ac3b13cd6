package io.tributary.eventstore;

/**
 * Where a commit stands: its events follow one another from {@code firstPosition} on, in the order in which they were given.
 *
 * @param commit dense number of the commit, from 1
 * @param firstPosition position of its first event; for a commit without events, the position the next event will get
 */
public record Placement(long commit, long firstPosition) {}
