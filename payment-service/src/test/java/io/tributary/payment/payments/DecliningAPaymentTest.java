package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.PAYMENT;
import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static io.tributary.payment.payments.PaymentExamples.authorized;
import static io.tributary.payment.payments.PaymentExamples.captured;
import static io.tributary.payment.payments.PaymentExamples.declined;
import static io.tributary.payment.payments.PaymentExamples.refunded;
import static io.tributary.payment.payments.PaymentExamples.requested;
import static io.tributary.payment.payments.PaymentExamples.voided;

import io.tributary.api.payment.PaymentCommand.DeclinePayment;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class DecliningAPaymentTest {
    private final FixtureConfiguration<PaymentAggregate> payment = PaymentExamples.payment();

    @Test
    void a_requested_payment_is_declined() {
        payment.given(requested()).when(new DeclinePayment(PAYMENT, "insufficient-funds")).expectSuccessfulHandlerExecution().expectEvents(
                declined());
    }

    @Test
    void the_first_answer_stands_once_authorised() {
        payment.given(requested(), authorized()).when(
                new DeclinePayment(PAYMENT, "insufficient-funds")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void the_first_answer_stands_once_declined() {
        payment.given(requested(), declined()).when(
                new DeclinePayment(PAYMENT, "insufficient-funds")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void the_first_answer_stands_once_captured() {
        payment.given(requested(), authorized(), captured()).when(
                new DeclinePayment(PAYMENT, "insufficient-funds")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void the_first_answer_stands_once_refunded() {
        payment.given(requested(), authorized(), captured(), refunded(REFUND, "5.00", "5.00")).when(
                new DeclinePayment(PAYMENT, "insufficient-funds")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void the_first_answer_stands_once_voided() {
        payment.given(requested(), voided()).when(
                new DeclinePayment(PAYMENT, "insufficient-funds")).expectSuccessfulHandlerExecution().expectNoEvents();
    }
}
