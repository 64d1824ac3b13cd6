package io.tributary.chassis.processing.store;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/** A token as it is stored: the name of its kind and JSON that a person can read. */
public record TokenText(String type, String json) {
    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();
    /** A stored name that is none of these loads no class. */
    private static final Set<String> KINDS = Set.of("org.axonframework.eventhandling.GlobalSequenceTrackingToken",
            "io.tributary.chassis.kafka.TopicToken", "io.tributary.chassis.publishing.PublisherToken");

    public static @Nullable TokenText of(@Nullable TrackingToken token) {
        if (token == null) {
            return null;
        }
        var serialized = SERIALIZER.serialize(token, byte[].class);
        return new TokenText(serialized.getType().getName(), new String(serialized.getData(), StandardCharsets.UTF_8));
    }

    /** @throws IllegalStateException if it is of no kind that is ever stored */
    public TrackingToken token() {
        if (!KINDS.contains(type)) {
            throw new IllegalStateException("A stored token names the unknown kind " + type);
        }
        return SERIALIZER.deserialize(
                new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8), byte[].class, type, null));
    }
}
