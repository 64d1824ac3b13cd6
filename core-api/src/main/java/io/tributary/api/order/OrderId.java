package io.tributary.api.order;

import io.tributary.api.AggregateId;
import java.util.UUID;

public record OrderId(UUID value) implements AggregateId {
    public static OrderId of(String text) {
        return new OrderId(UUID.fromString(text));
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
