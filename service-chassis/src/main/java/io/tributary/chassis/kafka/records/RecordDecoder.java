package io.tributary.chassis.kafka.records;

import io.tributary.chassis.EventPosition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Turns stored and published events into Axon's messages: upcast at once, the payload read only when a handler asks for it. */
public record RecordDecoder(Serializer serializer, EventUpcaster upcasters) {
    private static final String RECORD = "tributary-record";
    private static final String UNREADABLE = "unreadable";

    /** The event as it was stored or published, which the message carries beside what handlers see. */
    public static EventRecord recordOf(Message<?> message) {
        if (message.getMetaData().get(RECORD) instanceof EventRecord record) {
            return record;
        }
        throw new IllegalArgumentException("message " + message.getIdentifier() + " does not come from a log or topic");
    }

    /**
     * One message, or several with the same token where an upcaster split the event; each carries its {@link EventPosition}. An event of a
     * name or version nobody here knows, with damaged metadata, or whose upcaster fails becomes a {@link StrayRecord} in its own aggregate's
     * sequence.
     */
    public List<TrackedEventMessage<?>> decode(TrackingToken token, String partition, EventRecord event) {
        var entry = new GenericDomainEventEntry<>(event.aggregateType(), event.aggregate(), event.sequence(), event.id(), event.time(),
                event.type(), event.version(), event.payload(), event.metadata());
        var parts = new AtomicInteger();
        try {
            return EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(new TrackedDomainEventData<>(token, entry)), serializer,
                    upcasters).<TrackedEventMessage<?>>map(
                            message -> known(message, metaData(event, partition, parts.getAndIncrement()))).toList();
        } catch (RuntimeException e) {
            // Nothing is asked of anybody else here: whatever fails, fails because of this event.
            return List.of(new GenericTrackedDomainEventMessage<>(token,
                    new GenericDomainEventMessage<>(event.aggregateType(), event.aggregate(), event.sequence(), new StrayRecord(fact(e)),
                            metaData(event, partition, 0), event.id(), event.time())));
        }
    }

    private static String fact(RuntimeException failure) {
        // Axon says of which message the metadata could not be read, its cause says why.
        var told = failure.getCause() instanceof SerializationException cause ? cause : failure;
        return told instanceof SerializationException ? String.valueOf(told.getMessage()) : told.toString();
    }

    private static Map<String, Object> metaData(EventRecord event, String partition, int part) {
        var position = new EventPosition(event.place().owner(), event.aggregate(), event.place().position(), part);
        var result = new HashMap<>(position.asMetaData(partition));
        result.put(RECORD, event);
        return result;
    }

    private static TrackedEventMessage<?> known(TrackedEventMessage<?> message, Map<String, Object> position) {
        message.getPayloadType(); // fails for an unknown name, here where it can be parked
        return (TrackedEventMessage<?>) message.andMetaData(position);
    }

    /** The message for a record that is no event at all; {@code place} names topic, partition and offset and is a sequence of its own. */
    public static TrackedEventMessage<?> unreadable(TrackingToken token, String place, String fact) {
        var stand = new EventRecord(place, UNREADABLE, "1", Instant.EPOCH, null, place, 0,
                new LogPlace("", "", 1, LogPlace.NONE, LogPlace.NONE),
                "{}".getBytes(StandardCharsets.UTF_8), fact.getBytes(StandardCharsets.UTF_8));
        return new GenericTrackedDomainEventMessage<>(token, new GenericDomainEventMessage<>(UNREADABLE, place, 0,
                new StrayRecord(place + ": " + fact), Map.of(RECORD, stand), place, stand.time()));
    }
}
