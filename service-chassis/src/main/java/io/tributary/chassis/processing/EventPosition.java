package io.tributary.chassis.processing;

/**
 * Where an event stands in its owner's log. Declare it as a parameter of an {@code @EventHandler} to receive it.
 *
 * @param owner the service that owns the log, such as {@code order}
 * @param key the aggregate the event belongs to
 * @param position dense position of the event in that log, from 0
 */
public record EventPosition(String owner, String key, long position) {}
