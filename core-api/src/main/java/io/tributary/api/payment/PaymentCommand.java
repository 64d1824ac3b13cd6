package io.tributary.api.payment;

import io.tributary.api.AggregateCommand;
import io.tributary.api.Money;
import io.tributary.api.order.OrderId;
import java.math.BigDecimal;
import java.util.UUID;

/** Everything a payment can be told. */
public sealed interface PaymentCommand extends AggregateCommand {
    PaymentId paymentId();

    @Override
    default PaymentId target() {
        return paymentId();
    }

    record RequestPayment(PaymentId paymentId, OrderId orderId, PayerSeen payer, Money amount, String method) implements PaymentCommand {}

    /** The provider holds the money; {@code reference} is its name for that hold. */
    record AuthorizePayment(PaymentId paymentId, String reference) implements PaymentCommand {}

    record DeclinePayment(PaymentId paymentId, String reason) implements PaymentCommand {}

    /** The provider has collected the money. */
    record CapturePayment(PaymentId paymentId) implements PaymentCommand {}

    /** May arrive before the request: the payment is then voided from its start. */
    record VoidPayment(PaymentId paymentId, OrderId orderId, String reason) implements PaymentCommand {}

    /** {@code amount} is in the currency of the payment. */
    record RefundPayment(PaymentId paymentId, UUID refundId, BigDecimal amount, String reason) implements PaymentCommand {}
}
