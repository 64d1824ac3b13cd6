package io.tributary.api.views;

import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.user.UserId;
import org.jspecify.annotations.Nullable;

/** Everything the cross-service views can be asked. */
public sealed interface ViewQuery {
    record FindOrderDetails(OrderId orderId) implements ViewQuery {}

    /** Newest first; an absent customer or status means any; {@code cursor} is the one the page before handed out. */
    record ListOrderDetails(@Nullable UserId customerId, @Nullable OrderStatus status, @Nullable String cursor, int limit)
            implements
                ViewQuery {}

    record FindDashboard(UserId userId) implements ViewQuery {}
}
