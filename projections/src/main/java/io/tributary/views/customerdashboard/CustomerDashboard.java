package io.tributary.views.customerdashboard;

import io.tributary.api.Money;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.user.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer at a glance.
 *
 * @param openOrders those neither shipped nor cancelled
 * @param lifetimeValue all that was ever captured, before refunds; one amount per currency
 * @param recentOrders the newest ten, newest first
 */
public record CustomerDashboard(UserId userId, @Nullable String name, long orders, long openOrders, List<Money> lifetimeValue,
        List<Money> refunded, List<RecentOrder> recentOrders) {
    public CustomerDashboard {
        lifetimeValue = List.copyOf(lifetimeValue);
        refunded = List.copyOf(refunded);
        recentOrders = List.copyOf(recentOrders);
    }

    public record RecentOrder(OrderId orderId, OrderStatus status, Instant placedAt, Money total) {}
}
