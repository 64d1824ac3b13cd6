package io.tributary.chassis.publishing;

import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventType;
import io.tributary.eventstore.LogEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides by what a stored event is today whether it may leave. It leaves in the form in which it was stored: readers upcast for
 * themselves. Not safe for several threads.
 */
final class PublishedTypes {
    private final PublicationList list;
    private final EventCodec codec;
    private final Map<EventType, Boolean> byName = new HashMap<>();

    PublishedTypes(PublicationList list, EventCodec codec) {
        this.list = list;
        this.codec = codec;
    }

    /** @throws io.tributary.chassis.events.UnreadableEvent for a name nobody knows: it is neither published nor skipped */
    boolean mayLeave(LogEvent event) {
        var type = new EventType(event.type(), event.version());
        var known = codec.catalog().classOf(event.type()).filter(eventClass -> codec.catalog().typeOf(eventClass).equals(type));
        if (known.isPresent()) {
            return byName.computeIfAbsent(type, _ -> list.published().contains(known.get()));
        }
        return codec.decode(type, event.payload()).stream().anyMatch(part -> list.published().contains(part.getClass()));
    }
}
