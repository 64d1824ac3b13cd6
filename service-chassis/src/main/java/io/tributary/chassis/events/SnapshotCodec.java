package io.tributary.chassis.events;

import io.tributary.chassis.json.DomainJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes the states of aggregates under {@code snapshot.<aggregate type>}. That a class still has the form of a stored state is the store's to check. */
public final class SnapshotCodec {
    private static final String PREFIX = "snapshot.";
    private final Map<Class<?>, SerializedType> types = new HashMap<>();
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final JsonMapper json = DomainJson.states();

    /** For the aggregates of one service. */
    public SnapshotCodec(Collection<Class<?>> aggregates) {
        for (Class<?> aggregate : aggregates) {
            String name = PREFIX + nameOf(aggregate);
            types.put(aggregate, new SimpleSerializedType(name, null));
            classes.put(name, aggregate);
        }
    }

    private static String nameOf(Class<?> aggregate) {
        AggregateRoot root = AnnotatedElementUtils.findMergedAnnotation(aggregate, AggregateRoot.class);
        return root == null || root.type().isEmpty() ? aggregate.getSimpleName() : root.type();
    }

    static boolean isSnapshot(SerializedType type) {
        return type.getName().startsWith(PREFIX);
    }

    /** The name of the class's snapshots; null if it is not one of the aggregates. */
    @Nullable
    SerializedType typeOf(Class<?> type) {
        return types.get(type);
    }

    /** The aggregate whose snapshots have this name; null if it is none of this service's any more. */
    @Nullable
    Class<?> classOf(SerializedType type) {
        return classes.get(type.getName());
    }

    byte[] encode(Object aggregate) {
        return json.writeValueAsBytes(aggregate);
    }

    Object decode(SerializedType type, byte[] state) {
        Class<?> aggregate = classOf(type);
        if (aggregate == null) {
            throw new SerializationException("no aggregate of this service has snapshots named " + type.getName());
        }
        try {
            return json.readValue(state, aggregate);
        } catch (JacksonException e) {
            throw new SerializationException("the state stored as %s does not fit %s".formatted(type.getName(), aggregate.getName()), e);
        }
    }
}
