package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.ORDER;
import static io.tributary.payment.payments.PaymentExamples.PAYMENT;
import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static io.tributary.payment.payments.PaymentExamples.authorized;
import static io.tributary.payment.payments.PaymentExamples.captured;
import static io.tributary.payment.payments.PaymentExamples.declined;
import static io.tributary.payment.payments.PaymentExamples.lateRefused;
import static io.tributary.payment.payments.PaymentExamples.refunded;
import static io.tributary.payment.payments.PaymentExamples.requested;
import static io.tributary.payment.payments.PaymentExamples.voided;

import io.tributary.api.payment.PaymentCommand.AuthorizePayment;
import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class AuthorizingAPaymentTest {
    private final FixtureConfiguration<PaymentAggregate> payment = PaymentExamples.payment();

    @Test
    void a_requested_payment_is_authorised() {
        payment.given(requested()).when(new AuthorizePayment(PAYMENT, "hold-1")).expectSuccessfulHandlerExecution().expectEvents(
                authorized());
    }

    @Test
    void an_answer_given_twice_changes_nothing() {
        payment.given(requested(), authorized()).when(
                new AuthorizePayment(PAYMENT, "hold-1")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void an_answer_repeated_after_the_capture_changes_nothing() {
        payment.given(requested(), authorized(), captured()).when(
                new AuthorizePayment(PAYMENT, "hold-1")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void an_answer_repeated_after_a_refund_changes_nothing() {
        payment.given(requested(), authorized(), captured(), refunded(REFUND, "5.00", "5.00")).when(
                new AuthorizePayment(PAYMENT, "hold-1")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void an_answer_after_the_payment_was_voided_is_refused_so_that_the_hold_is_released() {
        payment.given(requested(), voided()).when(new AuthorizePayment(PAYMENT, "hold-1")).expectSuccessfulHandlerExecution().expectEvents(
                lateRefused());
    }

    @Test
    void an_answer_repeated_after_the_void_changes_nothing() {
        payment.given(requested(), authorized(), voided()).when(
                new AuthorizePayment(PAYMENT, "hold-1")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void another_hold_reported_after_the_void_is_refused() {
        payment.given(requested(), authorized(), voided()).when(
                new AuthorizePayment(PAYMENT, "hold-2")).expectSuccessfulHandlerExecution().expectEvents(
                        new LateAuthorizationRefused(PAYMENT, ORDER, "hold-2"));
    }

    @Test
    void an_answer_after_the_payment_was_declined_is_refused_as_well() {
        payment.given(requested(), declined()).when(
                new AuthorizePayment(PAYMENT, "hold-1")).expectSuccessfulHandlerExecution().expectEvents(lateRefused());
    }

    @Test
    void a_late_answer_given_twice_is_refused_once() {
        payment.given(requested(), voided(), lateRefused()).when(
                new AuthorizePayment(PAYMENT, "hold-1")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void another_late_hold_is_refused_too() {
        payment.given(requested(), voided(), lateRefused()).when(
                new AuthorizePayment(PAYMENT, "hold-2")).expectSuccessfulHandlerExecution().expectEvents(
                        new LateAuthorizationRefused(PAYMENT, ORDER, "hold-2"));
    }
}
