package io.tributary.api.payment;

import io.tributary.api.AggregateId;
import java.util.UUID;

public record PaymentId(UUID value) implements AggregateId {
    public static PaymentId of(String text) {
        return new PaymentId(UUID.fromString(text));
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
