package io.tributary.api.order;

import io.tributary.api.AggregateCommand;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Everything an order can be told. */
public sealed interface OrderCommand extends AggregateCommand {
    OrderId orderId();

    @Override
    default OrderId target() {
        return orderId();
    }

    record PlaceOrder(OrderId orderId, CustomerSeen customer, List<OrderLine> lines, String paymentMethod, Instant placedAt)
            implements
                OrderCommand {}

    record ConfirmOrder(OrderId orderId, UUID paymentId) implements OrderCommand {}

    record CancelOrder(OrderId orderId, String reason) implements OrderCommand {}

    /** Its payment was declined or is late: cancels the order unless it was confirmed or cancelled in the meantime. */
    record CancelUnpaidOrder(OrderId orderId, String reason) implements OrderCommand {}

    record ShipOrder(OrderId orderId, String trackingNumber) implements OrderCommand {}
}
