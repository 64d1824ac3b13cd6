package io.tributary.eventstore;

/**
 * The end of the log as this process knows it; everything before it is stored and visible.
 *
 * @param commit number of the last commit, 0 for an empty log
 * @param nextPosition how many events there are, which is the position the next one will get
 */
public record Head(long commit, long nextPosition) {}
