package io.tributary.chassis.events;

import io.tributary.chassis.json.DomainJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes events as JSON under their stored names, and reads them back through the upcasters. Used for store, topic and dead letters alike. */
public final class EventCodec {
    private static final TypeReference<LinkedHashMap<String, String>> STRINGS = new TypeReference<>() {
    };
    private final EventCatalog catalog;
    private final Upcasters upcasters;
    private final JsonMapper json = DomainJson.tolerant();
    private final ObjectReader strings = json.readerFor(STRINGS);

    /** A codec for the listed events. */
    public EventCodec(EventCatalog catalog, Upcasters upcasters) {
        this.catalog = catalog;
        this.upcasters = upcasters;
    }

    /** A codec for all records of the given sealed interfaces and the earlier forms they declare. */
    public static EventCodec of(Class<?>... eventInterfaces) {
        var catalog = EventCatalog.of(eventInterfaces);
        return new EventCodec(catalog, Upcasters.of(catalog));
    }

    /** The events it can write and read. */
    public EventCatalog catalog() {
        return catalog;
    }

    /** The event's JSON; its name and version are {@code catalog().typeOf(event.getClass())}. */
    public byte[] encode(Object event) {
        catalog.typeOf(event.getClass());
        return json.writeValueAsBytes(event);
    }

    /**
     * The events that the stored one is today: one, or the parts of a split.
     *
     * @throws UnreadableEvent if the name is unknown, no upcaster leads to today's version, or the JSON does not fit
     */
    public List<Object> decode(EventType type, byte[] payload) {
        if (upcasters.lift(type)) {
            return upcasters.upcast(new RawEvent(type, tree(type, payload))).stream().map(
                    part -> read(part.type(), json.writeValueAsBytes(part.payload()))).toList();
        }
        return List.of(read(type, payload));
    }

    /** One event that needs no upcaster any more. */
    Object read(EventType type, byte[] payload) {
        Class<?> eventClass = classOf(type);
        try {
            return json.readValue(payload, eventClass);
        } catch (JacksonException e) {
            throw new UnreadableEvent(type, "its JSON does not fit " + eventClass.getSimpleName(), e);
        }
    }

    /** Its class, if events of this version can be read into it: an older version needs an upcaster, a newer one is read as far as known. */
    Class<?> classOf(EventType type) {
        Class<?> eventClass = catalog.classOf(type.name()).orElseThrow(
                () -> new UnreadableEvent(type, "unknown name; known are " + catalog.names()));
        int today = catalog.typeOf(eventClass).version();
        if (type.version() < today) {
            throw new UnreadableEvent(type, "no upcaster lifts it to version " + today);
        }
        return eventClass;
    }

    ObjectNode tree(EventType type, byte[] payload) {
        try {
            JsonNode node = json.readTree(payload);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new UnreadableEvent(type, "it is not JSON", e);
        }
        throw new UnreadableEvent(type, "it is not a JSON object");
    }

    /** Metadata as a JSON object of strings. */
    public byte[] encodeMetadata(Map<String, ?> metadata) {
        var texts = new LinkedHashMap<String, String>();
        metadata.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return json.writeValueAsBytes(texts);
    }

    /**
     * The metadata written by {@link #encodeMetadata}.
     *
     * @throws SerializationException for anything else
     */
    public MetaData decodeMetadata(byte[] metadata) {
        try {
            Map<String, String> texts = strings.readValue(metadata);
            return MetaData.from(texts);
        } catch (JacksonException e) {
            throw new SerializationException("the metadata is not a JSON object of texts", e);
        }
    }
}
