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
 */
public record EventPosition(String owner, String key, long position) {
    private static final String OWNER = "tributary-owner";
    private static final String KEY = "tributary-key";
    private static final String POSITION = "tributary-position";
    private static final String PARTITION = "tributary-partition";

    /** Empty for a message that came neither from a log nor from a topic. */
    public static Optional<EventPosition> of(Message<?> message) {
        var metaData = message.getMetaData();
        if (metaData.get(POSITION) instanceof Number position && metaData.get(OWNER) instanceof String owner
                && metaData.get(KEY) instanceof String key) {
            return Optional.of(new EventPosition(owner, key, position.longValue()));
        }
        return Optional.empty();
    }

    /** The stretch of a stream in which positions only grow: a topic's partition, or a log. */
    public static Optional<String> partitionOf(Message<?> message) {
        return Optional.ofNullable((String) message.getMetaData().get(PARTITION));
    }

    /** The metadata by which a message carries its position from the reader to the handler. */
    public Map<String, Object> asMetaData(String partition) {
        return Map.of(OWNER, owner, KEY, key, POSITION, position, PARTITION, partition);
    }
}
