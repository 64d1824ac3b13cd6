package io.tributary.api.order;

import io.tributary.api.AggregateEvent;
import io.tributary.api.EarlierForm;
import io.tributary.api.EarlierForm.Fact;
import io.tributary.api.EarlierForm.Renamed;
import io.tributary.api.Money;
import io.tributary.api.StoredName;
import io.tributary.api.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Everything an order has seen. */
public sealed interface OrderEvent extends AggregateEvent {
    OrderId orderId();

    @Override
    default OrderId source() {
        return orderId();
    }

    /** {@code customerPosition}: position in the user log up to which the customer was known when the order was accepted. */
    @StoredName("order.order-placed")
    record OrderPlaced(OrderId orderId, UserId customerId, List<OrderLine> lines, Money total, String paymentMethod, Instant placedAt,
            long customerPosition) implements OrderEvent {}

    @StoredName("order.order-confirmed")
    record OrderConfirmed(OrderId orderId, UUID paymentId) implements OrderEvent {}

    @StoredName(value = "order.order-cancelled", version = 2)
    @EarlierForm(version = 1, is = @Fact(name = "order.order-cancelled", version = 2, fields = "orderId", renamed = @Renamed(from = "reason", to = "cancellationReason")))
    record OrderCancelled(OrderId orderId, String cancellationReason) implements OrderEvent {}

    @StoredName("order.order-shipped")
    record OrderShipped(OrderId orderId, String trackingNumber) implements OrderEvent {}
}
