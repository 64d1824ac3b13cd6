package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.ORDER;
import static io.tributary.payment.payments.PaymentExamples.PAYMENT;
import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static io.tributary.payment.payments.PaymentExamples.authorized;
import static io.tributary.payment.payments.PaymentExamples.captured;
import static io.tributary.payment.payments.PaymentExamples.declined;
import static io.tributary.payment.payments.PaymentExamples.refunded;
import static io.tributary.payment.payments.PaymentExamples.request;
import static io.tributary.payment.payments.PaymentExamples.requested;
import static io.tributary.payment.payments.PaymentExamples.voided;

import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class RequestingAPaymentTest {
    private final FixtureConfiguration<PaymentAggregate> payment = PaymentExamples.payment();

    @Test
    void it_is_requested_for_an_active_payer() {
        payment.givenNoPriorActivity().when(request(true)).expectSuccessfulHandlerExecution().expectEvents(requested());
    }

    @Test
    void it_is_declined_at_once_for_a_payer_who_is_not_active() {
        payment.givenNoPriorActivity().when(request(false)).expectSuccessfulHandlerExecution().expectEvents(requested(),
                new PaymentDeclined(PAYMENT, ORDER, "payer-not-active"));
    }

    @Test
    void it_is_not_requested_again_once_requested() {
        payment.given(requested()).when(request(true)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void it_is_not_requested_again_once_authorised() {
        payment.given(requested(), authorized()).when(request(true)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void it_is_not_requested_again_once_declined() {
        payment.given(requested(), declined()).when(request(true)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void it_is_not_requested_again_once_captured() {
        payment.given(requested(), authorized(), captured()).when(request(true)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void it_is_not_requested_again_once_refunded() {
        payment.given(requested(), authorized(), captured(), refunded(REFUND, "5.00", "5.00")).when(
                request(true)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void it_is_not_requested_again_once_voided() {
        payment.given(requested(), voided()).when(request(true)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void a_payment_voided_before_its_request_stays_voided() {
        payment.given(voided()).when(request(true)).expectSuccessfulHandlerExecution().expectNoEvents();
    }
}
