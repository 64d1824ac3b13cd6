package io.tributary.payment;

import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserId;
import io.tributary.chassis.testing.ForeignOwner;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the other owners' topics say, as far as payments listen to it. */
public final class Orders {
    public static final ForeignOwner ORDERS = ForeignOwner.of("order", OrderEvent.class);
    public static final ForeignOwner USERS = ForeignOwner.of("user", UserEvent.class);

    private Orders() {}

    public static OrderPlaced placed(UserId customer, String method, String amount, String currency) {
        var price = Money.of(amount, currency);
        return new OrderPlaced(new OrderId(UUID.randomUUID()), customer, List.of(new OrderLine("TEA-1", "Green tea", 1, price)), price,
                method, Instant.now(), 0);
    }

    public static OrderPlaced placed(String method) {
        return placed(new UserId(UUID.randomUUID()), method, "25.00", "EUR");
    }

    public static OrderConfirmed confirmed(OrderPlaced order) {
        return new OrderConfirmed(order.orderId(), PaymentId.forOrder(order.orderId()).value());
    }

    public static OrderShipped shipped(OrderPlaced order) {
        return new OrderShipped(order.orderId(), "TRACK-1");
    }

    public static OrderCancelled cancelled(OrderPlaced order) {
        return new OrderCancelled(order.orderId(), "changed my mind");
    }
}
