package io.tributary.chassis.events;

import java.util.stream.Stream;
import org.axonframework.serialization.CannotConvertBetweenTypesException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The upcasters as Axon's chain, for what is read from the event store. */
public final class UpcastingStore implements EventUpcaster {
    private final Upcasters upcasters;

    /** Leaves snapshots alone: they are read by today's class or not at all. */
    public UpcastingStore(Upcasters upcasters) {
        this.upcasters = upcasters;
    }

    @Override
    public Stream<IntermediateEventRepresentation> upcast(Stream<IntermediateEventRepresentation> events) {
        return events.flatMap(this::upcast);
    }

    private Stream<IntermediateEventRepresentation> upcast(IntermediateEventRepresentation event) {
        if (SnapshotCodec.isSnapshot(event.getType())) {
            return Stream.of(event);
        }
        EventType type = EventSerializer.eventType(event.getType());
        if (!upcasters.lift(type)) {
            return Stream.of(event);
        }
        return upcasters.upcast(new RawEvent(type, payload(event, type))).stream().map(part -> replaced(event, part));
    }

    private static ObjectNode payload(IntermediateEventRepresentation event, EventType type) {
        try {
            if (event.getData(JsonNode.class).getData() instanceof ObjectNode payload) {
                return payload;
            }
        } catch (CannotConvertBetweenTypesException e) {
            throw new UnreadableEvent(type, "it is not JSON", e);
        }
        throw new UnreadableEvent(type, "it is not a JSON object");
    }

    private static IntermediateEventRepresentation replaced(IntermediateEventRepresentation event, RawEvent part) {
        var type = new SimpleSerializedType(part.type().name(), Integer.toString(part.type().version()));
        return event.upcastPayload(type, JsonNode.class, _ -> part.payload());
    }
}
