package io.tributary.chassis.events;

import io.tributary.api.EarlierForm;
import io.tributary.api.StoredName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every event a service can write or read, by class and by stored name. The only way from a stored name to a class: a name that is not
 * listed never loads one. A service declares one as a bean, from the sealed event interfaces of its own context and of those it listens to.
 */
public final class EventCatalog {
    private final Map<Class<?>, EventType> types = new HashMap<>();
    private final Map<String, Class<?>> classes = new HashMap<>();
    private final List<Upcaster> earlierForms = new ArrayList<>();

    private EventCatalog() {}

    /**
     * Lists all records of the given sealed interfaces, or the given records themselves.
     *
     * @throws IllegalArgumentException if one has no {@link StoredName}, is not a record, or shares its name with another
     */
    public static EventCatalog of(Class<?>... eventInterfaces) {
        var catalog = new EventCatalog();
        for (Class<?> type : eventInterfaces) {
            catalog.add(type);
        }
        return catalog;
    }

    private void add(Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                add(permitted);
            }
            return;
        }
        StoredName stored = type.getAnnotation(StoredName.class);
        if (!type.isRecord() || stored == null) {
            throw new IllegalArgumentException("%s is listed as an event but is not a record with @StoredName".formatted(type.getName()));
        }
        Class<?> other = classes.put(stored.value(), type);
        if (other != null && other != type) {
            throw new IllegalArgumentException(
                    "%s and %s share the stored name %s".formatted(other.getName(), type.getName(), stored.value()));
        }
        if (types.put(type, new EventType(stored.value(), stored.version())) == null) {
            for (EarlierForm earlier : type.getAnnotationsByType(EarlierForm.class)) {
                earlierForms.add(new DeclaredUpcaster(new EventType(stored.value(), earlier.version()), List.of(earlier.is())));
            }
        }
    }

    /**
     * The name and version under which events of the class are written.
     *
     * @throws IllegalArgumentException if the class is not listed
     */
    public EventType typeOf(Class<?> eventClass) {
        EventType type = types.get(eventClass);
        if (type == null) {
            throw new IllegalArgumentException(
                    "%s is not an event this service declares; known are %s".formatted(eventClass.getName(), names()));
        }
        return type;
    }

    /** Whether the class is a listed event. */
    public boolean contains(Class<?> eventClass) {
        return types.containsKey(eventClass);
    }

    /** The class events of this name are read into, whatever version they were written in; empty for a name nobody declared. */
    public Optional<Class<?>> classOf(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    /** What lifts the earlier forms the listed events declare. */
    List<Upcaster> upcasters() {
        return List.copyOf(earlierForms);
    }

    /** All listed names. */
    public Set<String> names() {
        return Set.copyOf(classes.keySet());
    }

    /** All listed event classes. */
    public Set<Class<?>> classes() {
        return Set.copyOf(types.keySet());
    }

    /** Makes each of today's facts of some fields of the earlier form; a field that is missing there is missing here. */
    private record DeclaredUpcaster(EventType from, List<EarlierForm.Fact> facts) implements Upcaster {
        @Override
        public List<RawEvent> upcast(RawEvent event) {
            return facts.stream().map(fact -> new RawEvent(fact.name(), fact.version(), fields(fact, event.payload()))).toList();
        }

        private static ObjectNode fields(EarlierForm.Fact fact, ObjectNode earlier) {
            ObjectNode payload = earlier.objectNode();
            for (String field : fact.fields()) {
                copy(field, earlier, field, payload);
            }
            for (EarlierForm.Renamed field : fact.renamed()) {
                copy(field.from(), earlier, field.to(), payload);
            }
            return payload;
        }

        private static void copy(String from, ObjectNode earlier, String to, ObjectNode payload) {
            if (earlier.has(from)) {
                payload.set(to, earlier.get(from));
            }
        }
    }
}
