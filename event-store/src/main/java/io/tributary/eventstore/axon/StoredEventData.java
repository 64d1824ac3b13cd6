package io.tributary.eventstore.axon;

import io.tributary.eventstore.StoredEvent;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** A stored event as upcasters want to see it. */
record StoredEventData(StoredEvent stored) implements TrackedEventData<byte[]>, DomainEventData<byte[]> {
    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(stored.position());
    }

    @Override
    public String getEventIdentifier() { return stored.event().id().toString(); }

    @Override
    public Instant getTimestamp() { return stored.event().recordedAt(); }

    @Override
    public SerializedObject<byte[]> getMetaData() { return new SerializedMetaData<>(stored.event().metadata(), byte[].class); }

    @Override
    public SerializedObject<byte[]> getPayload() {
        var event = stored.event();
        var revision = event.version() == 0 ? null : Integer.toString(event.version());
        return new SimpleSerializedObject<>(event.payload(), byte[].class, event.type(), revision);
    }

    @Override
    public @Nullable String getType() { return stored.event().aggregateType(); }

    @Override
    public String getAggregateIdentifier() { return stored.event().aggregateId(); }

    @Override
    public long getSequenceNumber() { return stored.event().sequence(); }
}
