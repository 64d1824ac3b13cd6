package io.tributary.api.payment;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.StoredName;
import io.tributary.api.order.OrderId;
import io.tributary.api.user.UserId;
import java.util.UUID;

/** Everything a payment has seen. Each event names its order, so that a view can be keyed by either. */
public sealed interface PaymentEvent extends AggregateEvent {
    PaymentId paymentId();

    OrderId orderId();

    @Override
    default PaymentId source() {
        return paymentId();
    }

    @StoredName("payment.payment-requested")
    record PaymentRequested(PaymentId paymentId, OrderId orderId, UserId customerId, Money amount, String method) implements PaymentEvent {}

    @StoredName("payment.payment-authorized")
    record PaymentAuthorized(PaymentId paymentId, OrderId orderId, String reference) implements PaymentEvent {}

    @StoredName("payment.payment-declined")
    record PaymentDeclined(PaymentId paymentId, OrderId orderId, String reason) implements PaymentEvent {}

    @StoredName("payment.payment-captured")
    record PaymentCaptured(PaymentId paymentId, OrderId orderId, Money amount) implements PaymentEvent {}

    @StoredName("payment.payment-voided")
    record PaymentVoided(PaymentId paymentId, OrderId orderId, String reason) implements PaymentEvent {}

    /** The provider authorised after the payment was voided: the hold named by {@code reference} is to be released. */
    @StoredName("payment.late-authorization-refused")
    record LateAuthorizationRefused(PaymentId paymentId, OrderId orderId, String reference) implements PaymentEvent {}

    /** {@code refunded}: total refunded so far, this refund included. */
    @StoredName("payment.payment-refunded")
    record PaymentRefunded(PaymentId paymentId, OrderId orderId, UUID refundId, Money amount, Money refunded, String reason)
            implements
                PaymentEvent {}
}
