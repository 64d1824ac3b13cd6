package io.tributary.chassis.processing.store;

import java.nio.charset.StandardCharsets;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/** A token as it is stored: the name of its kind and JSON that a person can read. */
public record TokenText(String type, String json) {
    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    public static @Nullable TokenText of(@Nullable TrackingToken token) {
        if (token == null) {
            return null;
        }
        var serialized = SERIALIZER.serialize(token, byte[].class);
        return new TokenText(serialized.getType().getName(), new String(serialized.getData(), StandardCharsets.UTF_8));
    }

    public TrackingToken token() {
        return SERIALIZER.deserialize(
                new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8), byte[].class, type, null));
    }
}
