package io.tributary.order.ordering;

import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.user.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as a reader sees it; the same fold of its events answers a single read and fills the list. */
public record OrderView(OrderId orderId, UserId customerId, @Nullable String customerName, OrderStatus status, Instant placedAt,
        Money total,
        List<OrderLine> lines, String paymentMethod, @Nullable String cancellationReason, @Nullable String trackingNumber, long version) {
    public OrderView {
        lines = List.copyOf(lines);
    }

    public static OrderView of(OrderPlaced event) {
        return new OrderView(event.orderId(), event.customerId(), null, OrderStatus.PLACED, event.placedAt(), event.total(), event.lines(),
                event.paymentMethod(), null, null, 1);
    }

    public OrderView after(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> of(placed);
            case OrderConfirmed _ -> changed(OrderStatus.CONFIRMED, null, null);
            case OrderShipped shipped -> changed(OrderStatus.SHIPPED, null, shipped.trackingNumber());
            case OrderCancelled cancelled -> changed(OrderStatus.CANCELLED, cancelled.cancellationReason(), null);
        };
    }

    public OrderView withCustomerName(@Nullable String name) {
        return new OrderView(orderId, customerId, name, status, placedAt, total, lines, paymentMethod, cancellationReason, trackingNumber,
                version);
    }

    private OrderView changed(OrderStatus newStatus, @Nullable String reason, @Nullable String tracking) {
        return new OrderView(orderId, customerId, customerName, newStatus, placedAt, total, lines, paymentMethod, reason, tracking,
                version + 1);
    }
}
