package io.tributary.chassis.events;

import java.nio.charset.StandardCharsets;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.ByteArrayToJsonNodeConverter;
import org.axonframework.serialization.jackson3.JsonNodeToByteArrayConverter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The codecs as Axon's event serializer: stored name and version where Axon's own would write class names. */
public final class EventSerializer implements Serializer {
    private static final String METADATA = MetaData.class.getName();
    private final EventCodec codec;
    private final SnapshotCodec snapshots;
    private final ChainingConverter converter = new ChainingConverter();

    /** Serializes what the codecs know, and metadata; nothing else. */
    public EventSerializer(EventCodec codec, SnapshotCodec snapshots) {
        this.codec = codec;
        this.snapshots = snapshots;
        var trees = JsonMapper.builder().build();
        converter.registerConverter(new JsonNodeToByteArrayConverter(trees));
        converter.registerConverter(new ByteArrayToJsonNodeConverter(trees));
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        Class<?> type = object == null ? Void.class : object.getClass();
        T data = converter.convert(bytes(object), byte[].class, representation);
        return new SimpleSerializedObject<>(data, representation, typeForClass(type));
    }

    private byte[] bytes(@Nullable Object object) {
        return switch (object) {
            case null -> "null".getBytes(StandardCharsets.UTF_8);
            case MetaData metadata -> codec.encodeMetadata(metadata);
            case Object state when snapshots.typeOf(state.getClass()) != null -> snapshots.encode(state);
            case Object event -> codec.encode(event);
        };
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(byte[].class, representation);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // Axon's signature: null stands for the empty type
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        return (T) value(serialized.getType(), converter.convert(serialized, byte[].class).getData());
    }

    private @Nullable Object value(SerializedType type, byte[] data) {
        if (SerializedType.emptyType().equals(type)) {
            return null;
        }
        if (METADATA.equals(type.getName())) {
            return codec.decodeMetadata(data);
        }
        return SnapshotCodec.isSnapshot(type) ? snapshots.decode(type, data) : codec.read(eventType(type), data);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        if (SerializedType.emptyType().equals(type)) {
            return Void.class;
        }
        if (METADATA.equals(type.getName())) {
            return MetaData.class;
        }
        if (SnapshotCodec.isSnapshot(type)) {
            Class<?> aggregate = snapshots.classOf(type);
            return aggregate == null ? UnknownSerializedType.class : aggregate;
        }
        return codec.classOf(eventType(type));
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == Void.class || type == Void.TYPE) {
            return SerializedType.emptyType();
        }
        if (type == MetaData.class) {
            return new SimpleSerializedType(METADATA, null);
        }
        SerializedType snapshot = snapshots.typeOf(type);
        if (snapshot != null) {
            return snapshot;
        }
        var event = codec.catalog().typeOf(type);
        return new SimpleSerializedType(event.name(), Integer.toString(event.version()));
    }

    @Override
    public Converter getConverter() { return converter; }

    static EventType eventType(SerializedType type) {
        try {
            return new EventType(type.getName(), Integer.parseInt(String.valueOf(type.getRevision())));
        } catch (IllegalArgumentException e) {
            throw new SerializationException("event type \"%s\" version %s: a name and a version from 1 are expected".formatted(
                    type.getName(), type.getRevision()), e);
        }
    }
}
