package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static io.tributary.payment.payments.PaymentExamples.authorized;
import static io.tributary.payment.payments.PaymentExamples.captured;
import static io.tributary.payment.payments.PaymentExamples.declined;
import static io.tributary.payment.payments.PaymentExamples.refunded;
import static io.tributary.payment.payments.PaymentExamples.rejectedBecause;
import static io.tributary.payment.payments.PaymentExamples.requested;
import static io.tributary.payment.payments.PaymentExamples.voidPayment;
import static io.tributary.payment.payments.PaymentExamples.voided;

import io.tributary.api.payment.PaymentRejected.Reason;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class VoidingAPaymentTest {
    private final FixtureConfiguration<PaymentAggregate> payment = PaymentExamples.payment();

    @Test
    void a_requested_payment_is_voided() {
        payment.given(requested()).when(voidPayment()).expectSuccessfulHandlerExecution().expectEvents(voided());
    }

    @Test
    void an_authorised_payment_is_voided() {
        payment.given(requested(), authorized()).when(voidPayment()).expectSuccessfulHandlerExecution().expectEvents(voided());
    }

    @Test
    void a_payment_can_be_voided_before_it_is_requested() {
        payment.givenNoPriorActivity().when(voidPayment()).expectSuccessfulHandlerExecution().expectEvents(voided());
    }

    @Test
    void a_declined_payment_holds_nothing_to_void() {
        payment.given(requested(), declined()).when(voidPayment()).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void voiding_twice_changes_nothing() {
        payment.given(requested(), voided()).when(voidPayment()).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void a_captured_payment_cannot_be_voided() {
        payment.given(requested(), authorized(), captured()).when(voidPayment()).expectException(
                rejectedBecause(Reason.ALREADY_CAPTURED)).expectNoEvents();
    }

    @Test
    void a_refunded_payment_cannot_be_voided() {
        payment.given(requested(), authorized(), captured(), refunded(REFUND, "25.00", "25.00")).when(voidPayment()).expectException(
                rejectedBecause(Reason.ALREADY_CAPTURED)).expectNoEvents();
    }
}
