package io.tributary.api.user;

import io.tributary.api.AggregateId;
import java.util.UUID;

public record UserId(UUID value) implements AggregateId {
    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String text() {
        return value.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
