package io.tributary.order.ordering;

import io.tributary.api.Money;
import io.tributary.api.order.OrderCommand;
import io.tributary.api.order.OrderCommand.CancelOrder;
import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.order.OrderCommand.PlaceOrder;
import io.tributary.api.order.OrderCommand.ShipOrder;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.order.OrderRejected;
import io.tributary.api.order.OrderRejected.Reason;
import io.tributary.order.ordering.Order.Cancelled;
import io.tributary.order.ordering.Order.Confirmed;
import io.tributary.order.ordering.Order.NotPlaced;
import io.tributary.order.ordering.Order.Placed;
import io.tributary.order.ordering.Order.Shipped;
import java.math.BigDecimal;
import java.util.List;

/** The rules of an order. */
final class OrderDecider {
    static final int MAX_LINES = 100;
    static final int MAX_QUANTITY = 1000;
    static final String MAX_PRICE = "1000000";
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal(MAX_PRICE);

    private OrderDecider() {}

    static List<OrderEvent> decide(Order order, OrderCommand command) {
        return switch (command) {
            case PlaceOrder c -> place(order, c);
            case ConfirmOrder c -> confirm(order, c);
            case CancelOrder c -> cancel(order, c);
            case CancelUnpaidOrder c -> cancelUnpaid(order, c);
            case ShipOrder c -> ship(order, c);
        };
    }

    private static List<OrderEvent> place(Order order, PlaceOrder command) {
        if (!(order instanceof NotPlaced)) {
            throw new OrderRejected(Reason.ALREADY_PLACED, "order %s is already placed".formatted(command.orderId()));
        }
        if (!command.customer().active()) {
            throw new OrderRejected(Reason.CUSTOMER_NOT_ACTIVE,
                    "customer %s is not an active customer".formatted(command.customer().customerId()));
        }
        return List.of(new OrderPlaced(command.orderId(), command.customer().customerId(), command.lines(), totalOf(command.lines()),
                command.paymentMethod(), command.placedAt(), command.customer().position()));
    }

    private static List<OrderEvent> confirm(Order order, ConfirmOrder command) {
        return switch (order) {
            case NotPlaced _ -> throw unknown(command.orderId());
            case Placed _ -> List.of(new OrderConfirmed(command.orderId(), command.paymentId()));
            case Confirmed _,Shipped _ -> List.of();
            case Cancelled _ -> List.of(); // too late: the cancellation already voids the payment
        };
    }

    private static List<OrderEvent> cancel(Order order, CancelOrder command) {
        return switch (order) {
            case NotPlaced _ -> throw unknown(command.orderId());
            case Placed _,Confirmed _ -> List.of(new OrderCancelled(command.orderId(), command.reason()));
            case Shipped _ -> throw alreadyShipped(command.orderId());
            case Cancelled _ -> List.of(); // cancelling twice is not an error
        };
    }

    private static List<OrderEvent> cancelUnpaid(Order order, CancelUnpaidOrder command) {
        return switch (order) {
            case NotPlaced _ -> throw unknown(command.orderId());
            case Placed _ -> List.of(new OrderCancelled(command.orderId(), command.reason()));
            case Confirmed _,Shipped _,Cancelled _ -> List.of(); // no longer waiting for its payment
        };
    }

    private static List<OrderEvent> ship(Order order, ShipOrder command) {
        return switch (order) {
            case NotPlaced _ -> throw unknown(command.orderId());
            case Placed _ -> throw new OrderRejected(Reason.NOT_CONFIRMED,
                    "order %s is not confirmed: its payment is not authorised yet".formatted(command.orderId()));
            case Confirmed _ -> List.of(new OrderShipped(command.orderId(), command.trackingNumber()));
            case Shipped _ -> throw alreadyShipped(command.orderId());
            case Cancelled _ ->
                throw new OrderRejected(Reason.ALREADY_CANCELLED, "order %s is cancelled".formatted(command.orderId()));
        };
    }

    private static Money totalOf(List<OrderLine> lines) {
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw invalidLines("an order has 1 to %d lines, not %d".formatted(MAX_LINES, lines.size()));
        }
        lines.forEach(line -> refuseUnsellable(line, lines.getFirst()));
        return lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow();
    }

    private static void refuseUnsellable(OrderLine line, OrderLine first) {
        if (line.quantity() < 1 || line.quantity() > MAX_QUANTITY) {
            throw invalidLines("a quantity is 1 to %d, not %d".formatted(MAX_QUANTITY, line.quantity()));
        }
        Money price = line.unitPrice();
        if (!price.isPositive() || price.amount().compareTo(HIGHEST_PRICE) > 0) {
            throw invalidLines("a price is above zero and at most %s, not %s".formatted(MAX_PRICE, price));
        }
        if (!price.currency().equals(first.unitPrice().currency())) {
            throw invalidLines("all lines have one currency, not %s and %s".formatted(first.unitPrice().currency(), price.currency()));
        }
    }

    private static OrderRejected unknown(OrderId id) {
        return new OrderRejected(Reason.UNKNOWN, "there is no order %s".formatted(id));
    }

    private static OrderRejected alreadyShipped(OrderId id) {
        return new OrderRejected(Reason.ALREADY_SHIPPED, "order %s is already shipped".formatted(id));
    }

    private static OrderRejected invalidLines(String detail) {
        return new OrderRejected(Reason.INVALID_LINES, detail);
    }
}
