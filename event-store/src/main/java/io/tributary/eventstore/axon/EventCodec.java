package io.tributary.eventstore.axon;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.StoredEvent;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/** Turns messages into stored events and back; payloads are parsed only when a handler asks for them. */
final class EventCodec {
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    EventCodec(Serializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /** An event that no aggregate applied becomes a stream of its own, named by its id. */
    LogEvent encode(EventMessage<?> message) {
        var payload = message.serializePayload(serializer, byte[].class);
        var metadata = message.serializeMetaData(serializer, byte[].class).getData();
        var type = payload.getType();
        var id = eventId(message.getIdentifier());
        var version = version(type);
        if (message instanceof DomainEventMessage<?> event) {
            return new LogEvent(id, event.getAggregateIdentifier(), event.getSequenceNumber(), event.getType(), type.getName(), version,
                    event.getTimestamp(), payload.getData(), metadata);
        }
        return new LogEvent(id, message.getIdentifier(), 0, null, type.getName(), version, message.getTimestamp(), payload.getData(),
                metadata);
    }

    private static UUID eventId(String text) {
        try {
            var id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            // not a UUID: refused below like every other form that would not be read back as it was written
        }
        throw new InvalidCommit("event id '" + text + "' is not a UUID in lower case");
    }

    private static int version(SerializedType type) {
        @Nullable
        String revision = type.getRevision();
        if (revision == null) {
            return 0;
        }
        try {
            return Integer.parseInt(revision);
        } catch (NumberFormatException _) {
            throw new InvalidCommit("event type " + type.getName() + " has revision '" + revision + "', which is not a number");
        }
    }

    /** Lazily, in order; an event of an unknown type stops the iterator with {@link Unreadable}. */
    Iterator<TrackedEventMessage<?>> decode(List<StoredEvent> events) {
        Stream<? extends TrackedEventMessage<?>> messages = EventUtils.upcastAndDeserializeTrackedEvents(
                events.stream().map(StoredEventData::new), serializer, upcasters);
        return messages.<TrackedEventMessage<?>>map(EventCodec::known).iterator();
    }

    DomainEventStream decodeAggregate(Iterator<StoredEvent> events) {
        var stored = StreamSupport.stream(Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED), false);
        var messages = EventStreamUtils.upcastAndDeserializeDomainEvents(stored.map(StoredEventData::new), serializer, upcasters);
        return DomainEventStream.of(messages.asStream().map(EventCodec::known), messages::getLastSequenceNumber);
    }

    private static <M extends EventMessage<?>> M known(M message) {
        if (message.getPayloadType() == UnknownSerializedType.class) {
            var unknown = (UnknownSerializedType) message.getPayload();
            throw new Unreadable("event " + message.getIdentifier() + " has the unknown type " + unknown.serializedType().getName()
                    + " version " + unknown.serializedType().getRevision(), null);
        }
        return message;
    }
}
