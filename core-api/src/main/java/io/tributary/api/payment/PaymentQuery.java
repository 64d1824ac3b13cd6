package io.tributary.api.payment;

/** Everything payment-service can be asked. */
public sealed interface PaymentQuery {
    record FindPayment(PaymentId paymentId) implements PaymentQuery {}

    record ReadLedger() implements PaymentQuery {}
}
