package io.tributary.chassis;

import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.Message;

/**
 * Where an event stands in its owner's log. Declare it as a parameter of an {@code @EventHandler} to receive it.
 *
 * @param owner the service that owns the log, such as {@code order}
 * @param key the aggregate the event belongs to
 * @param position dense position of the event in that log, from 0
 * @param part which part this is of an event that an upcaster splits, from 0; the parts share the position
 */
public record EventPosition(String owner, String key, long position, int part) {
    private static final String OWNER = "tributary-owner";
    private static final String KEY = "tributary-key";
    private static final String POSITION = "tributary-position";
    private static final String PART = "tributary-part";
    private static final String PARTITION = "tributary-partition";

    /** The position of an event that is one whole. */
    public EventPosition(String owner, String key, long position) {
        this(owner, key, position, 0);
    }

    /**
     * A row that stands below this has not had the event: write it only then. For a further part of a split event that includes a row at the
     * event's own position, which the part before has moved there; the last part may so be applied again to a row that has it, never to one
     * that has gone on.
     */
    public long unseenBelow() {
        return part == 0 ? position : position + 1;
    }

    /** Empty for a message that came neither from a log nor from a topic. */
    public static Optional<EventPosition> of(Message<?> message) {
        var metaData = message.getMetaData();
        if (metaData.get(POSITION) instanceof Number position && metaData.get(OWNER) instanceof String owner
                && metaData.get(KEY) instanceof String key) {
            int part = metaData.get(PART) instanceof Number number ? number.intValue() : 0;
            return Optional.of(new EventPosition(owner, key, position.longValue(), part));
        }
        return Optional.empty();
    }

    /** The stretch of a stream in which positions only grow: a topic's partition, or a log. */
    public static Optional<String> partitionOf(Message<?> message) {
        return Optional.ofNullable((String) message.getMetaData().get(PARTITION));
    }

    /** The metadata by which a message carries its position from the reader to the handler. */
    public Map<String, Object> asMetaData(String partition) {
        return Map.of(OWNER, owner, KEY, key, POSITION, position, PART, part, PARTITION, partition);
    }
}
