package io.tributary.chassis.events;

import io.tributary.chassis.json.DomainJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the state of aggregates under {@code snapshot.<aggregate type>} and the {@link StateShape} of its class, so that a changed class
 * never reads an older state: the aggregate is then folded from its events again.
 */
public final class SnapshotCodec {
    private static final String PREFIX = "snapshot.";
    private final Map<Class<?>, SnapshotType> types = new HashMap<>();
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final JsonMapper json = DomainJson.states();

    /** Name and shape of a stored state. */
    public record SnapshotType(String name, String shape) {}

    /** Snapshots of the given aggregate classes, each with a type of its own in its {@code @Aggregate}. */
    public SnapshotCodec(Collection<Class<?>> aggregates) {
        for (Class<?> aggregate : aggregates) {
            String name = PREFIX + nameOf(aggregate);
            types.put(aggregate, new SnapshotType(name, StateShape.of(aggregate)));
            classes.put(name, aggregate);
        }
    }

    private static String nameOf(Class<?> aggregate) {
        AggregateRoot root = AnnotatedElementUtils.findMergedAnnotation(aggregate, AggregateRoot.class);
        return root == null || root.type().isEmpty() ? aggregate.getSimpleName() : root.type();
    }

    /** Whether states of the class are written as snapshots. */
    public boolean contains(Class<?> type) {
        return types.containsKey(type);
    }

    /** Under what the class's states are written today. */
    public SnapshotType typeOf(Class<?> aggregate) {
        SnapshotType type = types.get(aggregate);
        if (type == null) {
            throw new IllegalArgumentException(aggregate.getName() + " is not an aggregate of this service");
        }
        return type;
    }

    /** The aggregate class whose states have this name; null if it is not a snapshot's. */
    public @Nullable Class<?> classOf(String name) {
        return classes.get(name);
    }

    /** Whether a state stored under this name and shape can be read by today's class. */
    public boolean isCurrent(String name, @Nullable String shape) {
        Class<?> aggregate = classes.get(name);
        return aggregate != null && typeOf(aggregate).shape().equals(shape);
    }

    byte[] encode(Object aggregate) {
        return json.writeValueAsBytes(aggregate);
    }

    Object decode(Class<?> aggregate, byte[] state) {
        try {
            return json.readValue(state, aggregate);
        } catch (JacksonException e) {
            throw new UnreadableEvent(new EventType(typeOf(aggregate).name(), 1), "the snapshot does not fit its class", e);
        }
    }
}
