package io.tributary.chassis.kafka.records;

/**
 * Where a published event stands.
 *
 * @param owner the service whose log it is
 * @param log identity of that log
 * @param generation generation of the topic it was published to
 * @param position position in the log
 * @param predecessor position of the event before it in the same partition, {@link #NONE} for the first
 */
public record LogPlace(String owner, String log, int generation, long position, long predecessor) {
    public static final long NONE = -1;
}
