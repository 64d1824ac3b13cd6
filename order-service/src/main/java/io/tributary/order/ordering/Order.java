package io.tributary.order.ordering;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;

/** Where an order stands: what {@link OrderDecider} reads and nothing more. */
sealed interface Order {
    record NotPlaced() implements Order {}

    record Placed() implements Order {}

    record Confirmed() implements Order {}

    record Shipped() implements Order {}

    record Cancelled() implements Order {}

    static Order evolve(OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> new Placed();
            case OrderConfirmed _ -> new Confirmed();
            case OrderShipped _ -> new Shipped();
            case OrderCancelled _ -> new Cancelled();
        };
    }
}
