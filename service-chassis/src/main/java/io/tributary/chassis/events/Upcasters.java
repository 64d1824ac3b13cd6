package io.tributary.chassis.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All upcasters of a service as one step: applied until none matches. */
public final class Upcasters {
    private final Map<EventType, Upcaster> byType = new HashMap<>();

    /** Those of the earlier forms that the listed events declare. */
    public static Upcasters of(EventCatalog catalog) {
        return of(catalog, List.of());
    }

    /**
     * Those of the earlier forms that the listed events declare, and others.
     *
     * @throws IllegalArgumentException if two lift the same version
     */
    public static Upcasters of(EventCatalog catalog, Collection<? extends Upcaster> others) {
        var all = new ArrayList<Upcaster>(catalog.upcasters());
        all.addAll(others);
        return new Upcasters(all);
    }

    /** @throws IllegalArgumentException if two lift the same version */
    public Upcasters(Collection<? extends Upcaster> upcasters) {
        for (Upcaster upcaster : upcasters) {
            if (byType.put(upcaster.from(), upcaster) != null) {
                throw new IllegalArgumentException("two upcasters lift %s".formatted(upcaster.from()));
            }
        }
    }

    /** Whether events of the type are changed at all; where not, their JSON need not be parsed for it. */
    public boolean lift(EventType type) {
        return byType.containsKey(type);
    }

    /**
     * What the event is today: one event, or several in their order.
     *
     * @throws UnreadableEvent if an upcaster fails
     */
    public List<RawEvent> upcast(RawEvent event) {
        return lifted(event).toList();
    }

    private Stream<RawEvent> lifted(RawEvent event) {
        Upcaster upcaster = byType.get(event.type());
        if (upcaster == null) {
            return Stream.of(event);
        }
        List<RawEvent> parts = upcast(upcaster, event);
        if (parts.isEmpty() || parts.stream().anyMatch(part -> part.type().equals(event.type()))) {
            throw new UnreadableEvent(event.type(), "its upcaster dropped it or gave it back unchanged");
        }
        return parts.stream().flatMap(this::lifted);
    }

    /** It is written by hand: whatever fails in there, it is this event that cannot be read. */
    private static List<RawEvent> upcast(Upcaster upcaster, RawEvent event) {
        try {
            return List.copyOf(upcaster.upcast(event));
        } catch (RuntimeException e) {
            throw new UnreadableEvent(event.type(), "its upcaster failed: " + e, e);
        }
    }
}
