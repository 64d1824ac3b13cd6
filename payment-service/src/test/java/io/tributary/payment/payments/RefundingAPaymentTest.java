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

import io.tributary.api.payment.PaymentCommand.RefundPayment;
import io.tributary.api.payment.PaymentRejected.Reason;
import java.math.BigDecimal;
import java.util.UUID;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class RefundingAPaymentTest {
    private final FixtureConfiguration<PaymentAggregate> payment = PaymentExamples.payment();
    private static final UUID OTHER_REFUND = UUID.fromString("0b8a6c0e-7c0c-4f5e-9d5e-0000000000b2");

    @Test
    void a_part_is_refunded() {
        payment.given(requested(), authorized(), captured()).when(refund(REFUND, "5.00")).expectSuccessfulHandlerExecution().expectEvents(
                refunded(REFUND, "5.00", "5.00"));
    }

    @Test
    void everything_captured_is_refunded() {
        payment.given(requested(), authorized(), captured()).when(refund(REFUND, "25.00")).expectSuccessfulHandlerExecution().expectEvents(
                refunded(REFUND, "25.00", "25.00"));
    }

    @Test
    void a_second_refund_adds_to_the_first() {
        payment.given(requested(), authorized(), captured(), refunded(REFUND, "5.00", "5.00")).when(
                refund(OTHER_REFUND, "20.00")).expectSuccessfulHandlerExecution().expectEvents(refunded(OTHER_REFUND, "20.00", "25.00"));
    }

    @Test
    void the_same_refund_is_made_once() {
        payment.given(requested(), authorized(), captured(), refunded(REFUND, "5.00", "5.00")).when(
                refund(REFUND, "5.00")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void no_more_than_captured_is_refunded() {
        payment.given(requested(), authorized(), captured()).when(refund(OTHER_REFUND, "25.01")).expectException(
                rejectedBecause(Reason.REFUND_EXCEEDS_CAPTURED)).expectNoEvents();
    }

    @Test
    void all_refunds_together_never_exceed_the_captured_amount() {
        payment.given(requested(), authorized(), captured(), refunded(REFUND, "5.00", "5.00")).when(
                refund(OTHER_REFUND, "20.01")).expectException(rejectedBecause(Reason.REFUND_EXCEEDS_CAPTURED)).expectNoEvents();
    }

    @Test
    void nothing_is_left_to_refund_after_a_full_refund() {
        payment.given(requested(), authorized(), captured(), refunded(REFUND, "25.00", "25.00")).when(
                refund(OTHER_REFUND, "0.01")).expectException(rejectedBecause(Reason.REFUND_EXCEEDS_CAPTURED)).expectNoEvents();
    }

    @Test
    void an_amount_of_zero_is_refused() {
        payment.given(requested(), authorized(), captured()).when(refund(OTHER_REFUND, "0.00")).expectException(
                rejectedBecause(Reason.INVALID_AMOUNT)).expectNoEvents();
    }

    @Test
    void an_amount_below_zero_is_refused() {
        payment.given(requested(), authorized(), captured()).when(refund(OTHER_REFUND, "-1.00")).expectException(
                rejectedBecause(Reason.INVALID_AMOUNT)).expectNoEvents();
    }

    @Test
    void an_amount_finer_than_a_cent_is_refused() {
        payment.given(requested(), authorized(), captured()).when(refund(OTHER_REFUND, "0.001")).expectException(
                rejectedBecause(Reason.INVALID_AMOUNT)).expectNoEvents();
    }

    @Test
    void a_requested_payment_cannot_be_refunded() {
        payment.given(requested()).when(refund(OTHER_REFUND, "1.00")).expectException(
                rejectedBecause(Reason.NOT_CAPTURED)).expectNoEvents();
    }

    @Test
    void a_merely_authorised_payment_cannot_be_refunded() {
        payment.given(requested(), authorized()).when(refund(OTHER_REFUND, "1.00")).expectException(
                rejectedBecause(Reason.NOT_CAPTURED)).expectNoEvents();
    }

    @Test
    void a_declined_payment_cannot_be_refunded() {
        payment.given(requested(), declined()).when(refund(OTHER_REFUND, "1.00")).expectException(
                rejectedBecause(Reason.NOT_CAPTURED)).expectNoEvents();
    }

    @Test
    void a_voided_payment_cannot_be_refunded() {
        payment.given(requested(), voided()).when(refund(OTHER_REFUND, "1.00")).expectException(
                rejectedBecause(Reason.NOT_CAPTURED)).expectNoEvents();
    }

    private static RefundPayment refund(UUID refund, String amount) {
        return new RefundPayment(PAYMENT, refund, new BigDecimal(amount), "damaged");
    }
}
