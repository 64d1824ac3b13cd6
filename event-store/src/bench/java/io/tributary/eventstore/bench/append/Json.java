package io.tributary.eventstore.bench.append;

import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** The serializer of every variant: Jackson 3 with Axon's own settings. */
public final class Json {
    private Json() {}

    public static Serializer serializer() {
        return Jackson3Serializer.builder().build();
    }
}
