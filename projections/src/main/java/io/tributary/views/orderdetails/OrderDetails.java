package io.tributary.views.orderdetails;

import io.tributary.api.Money;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.payment.PaymentStatus;
import io.tributary.api.user.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as the view knows it; the payment, or the customer's name, may not have arrived yet. */
public record OrderDetails(OrderId orderId, OrderStatus status, Instant placedAt, Money total, List<OrderLine> lines, Customer customer,
        @Nullable Payment payment) {
    public OrderDetails {
        lines = List.copyOf(lines);
    }

    public record Customer(UserId userId, @Nullable String name, @Nullable String email) {}

    /** Without amounts if it was voided before it was requested. */
    public record Payment(PaymentId paymentId, PaymentStatus status, @Nullable Money amount, @Nullable Money refunded) {}
}
