package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.PAYMENT;
import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static io.tributary.payment.payments.PaymentExamples.authorized;
import static io.tributary.payment.payments.PaymentExamples.captured;
import static io.tributary.payment.payments.PaymentExamples.declined;
import static io.tributary.payment.payments.PaymentExamples.refunded;
import static io.tributary.payment.payments.PaymentExamples.rejectedBecause;
import static io.tributary.payment.payments.PaymentExamples.requested;
import static io.tributary.payment.payments.PaymentExamples.voided;

import io.tributary.api.payment.PaymentCommand.CapturePayment;
import io.tributary.api.payment.PaymentRejected.Reason;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class CapturingAPaymentTest {
    private final FixtureConfiguration<PaymentAggregate> payment = PaymentExamples.payment();

    @Test
    void an_authorised_payment_is_captured_in_full() {
        payment.given(requested(), authorized()).when(new CapturePayment(PAYMENT)).expectSuccessfulHandlerExecution().expectEvents(
                captured());
    }

    @Test
    void capturing_twice_changes_nothing() {
        payment.given(requested(), authorized(), captured()).when(
                new CapturePayment(PAYMENT)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void a_refunded_payment_was_captured_before() {
        payment.given(requested(), authorized(), captured(), refunded(REFUND, "5.00", "5.00")).when(
                new CapturePayment(PAYMENT)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void a_requested_payment_cannot_be_captured() {
        payment.given(requested()).when(new CapturePayment(PAYMENT)).expectException(
                rejectedBecause(Reason.NOT_AUTHORIZED)).expectNoEvents();
    }

    @Test
    void a_declined_payment_cannot_be_captured() {
        payment.given(requested(), declined()).when(new CapturePayment(PAYMENT)).expectException(
                rejectedBecause(Reason.NOT_AUTHORIZED)).expectNoEvents();
    }

    @Test
    void a_voided_payment_cannot_be_captured() {
        payment.given(requested(), voided()).when(new CapturePayment(PAYMENT)).expectException(
                rejectedBecause(Reason.NOT_AUTHORIZED)).expectNoEvents();
    }
}
