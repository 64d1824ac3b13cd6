package io.tributary.api.payment;

import io.tributary.api.AggregateId;
import io.tributary.api.NameBasedId;
import io.tributary.api.order.OrderId;
import java.util.UUID;

public record PaymentId(UUID value) implements AggregateId {
    private static final UUID NAMESPACE = UUID.fromString("6f1c2f0e-6a4b-4a57-9a0f-2b8f5d1c7e11");

    public static PaymentId of(String text) {
        return new PaymentId(UUID.fromString(text));
    }

    /** The id of the one payment of an order: a name-based UUID (version 5), so that every service can tell it without asking. */
    public static PaymentId forOrder(OrderId order) {
        return new PaymentId(NameBasedId.of(NAMESPACE, order.text()));
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
