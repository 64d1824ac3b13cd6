package io.tributary.eventstore.axon;

import io.tributary.eventstore.StoredSnapshot;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns an aggregate's state into a stored snapshot and back, if its class still has the form it was written in. */
final class SnapshotCodec {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCodec.class);

    private final Serializer serializer;

    SnapshotCodec(Serializer serializer) {
        this.serializer = serializer;
    }

    StoredSnapshot encode(DomainEventMessage<?> snapshot) {
        var payload = snapshot.serializePayload(serializer, byte[].class);
        var metadata = snapshot.serializeMetaData(serializer, byte[].class);
        return new StoredSnapshot(snapshot.getAggregateIdentifier(), snapshot.getSequenceNumber(), snapshot.getType(),
                payload.getType().getName(), StateSchema.of(snapshot.getPayloadType()), snapshot.getTimestamp(), payload.getData(),
                metadata.getData());
    }

    /** Empty if the state's class is gone or has changed since: the aggregate is then read from its events. */
    Optional<DomainEventMessage<?>> decode(StoredSnapshot snapshot) {
        var payload = new SimpleSerializedObject<>(snapshot.payload(), byte[].class, snapshot.type(), null);
        Class<?> type = serializer.classForType(payload.getType());
        if (type == UnknownSerializedType.class || !StateSchema.of(type).equals(snapshot.schema())) {
            return Optional.empty();
        }
        try {
            Object state = serializer.deserialize(payload);
            return Optional.of(new GenericDomainEventMessage<>(snapshot.aggregateType(), snapshot.aggregateId(), snapshot.sequence(),
                    new GenericMessage<>(state, MetaData.emptyInstance()), snapshot.recordedAt()));
        } catch (SerializationException e) {
            LOG.warn("Snapshot of aggregate {} at sequence {} cannot be read: using its events instead", snapshot.aggregateId(),
                    snapshot.sequence(), e);
            return Optional.empty();
        }
    }
}
