package io.tributary.api.order;

import io.tributary.api.user.UserId;
import org.jspecify.annotations.Nullable;

/** Everything order-service can be asked. */
public sealed interface OrderQuery {
    record FindOrder(OrderId orderId) implements OrderQuery {}

    /** Newest first; an absent customer or status means any; {@code cursor} is the one the page before handed out. */
    record ListOrders(@Nullable UserId customerId, @Nullable OrderStatus status, @Nullable String cursor, int limit)
            implements
                OrderQuery {}
}
