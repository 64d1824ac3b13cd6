package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.PAYMENT;
import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static io.tributary.payment.payments.PaymentExamples.authorized;
import static io.tributary.payment.payments.PaymentExamples.captured;
import static io.tributary.payment.payments.PaymentExamples.declined;
import static io.tributary.payment.payments.PaymentExamples.lateRefused;
import static io.tributary.payment.payments.PaymentExamples.refunded;
import static io.tributary.payment.payments.PaymentExamples.request;
import static io.tributary.payment.payments.PaymentExamples.requested;
import static io.tributary.payment.payments.PaymentExamples.voidPayment;
import static io.tributary.payment.payments.PaymentExamples.voided;

import io.tributary.api.payment.PaymentCommand;
import io.tributary.api.payment.PaymentCommand.AuthorizePayment;
import io.tributary.api.payment.PaymentCommand.CapturePayment;
import io.tributary.api.payment.PaymentCommand.DeclinePayment;
import io.tributary.api.payment.PaymentCommand.RefundPayment;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentRejected.Reason;
import io.tributary.chassis.testing.EveryPair;
import io.tributary.payment.payments.Payment.NotRequested;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EveryCommandOfAPaymentTest {
    private static final List<PaymentEvent> NOTHING = List.of();

    @TestFactory
    Stream<DynamicTest> has_its_outcome_in_every_state() {
        var pairs = new EveryPair<>(Payment.class, PaymentCommand.class, PaymentDecider::decide).columns(request(true),
                new AuthorizePayment(PAYMENT, "hold-1"), new DeclinePayment(PAYMENT, "insufficient-funds"), new CapturePayment(PAYMENT),
                voidPayment(), new RefundPayment(PAYMENT, REFUND, new BigDecimal("5.00"), "damaged"));
        pairs.in(after(), List.of(requested()), Reason.UNKNOWN, Reason.UNKNOWN, Reason.UNKNOWN, List.of(voided()), Reason.UNKNOWN);
        pairs.in(after(requested()), NOTHING, List.of(authorized()), List.of(declined()), Reason.NOT_AUTHORIZED, List.of(voided()),
                Reason.NOT_CAPTURED);
        pairs.in(after(requested(), authorized()), NOTHING, NOTHING, NOTHING, List.of(captured()), List.of(voided()), Reason.NOT_CAPTURED);
        pairs.in(after(requested(), authorized(), captured()), NOTHING, NOTHING, NOTHING, NOTHING, Reason.ALREADY_CAPTURED,
                List.of(refunded(REFUND, "5.00", "5.00")));
        pairs.in(after(requested(), authorized(), captured(), refunded(REFUND, "5.00", "5.00")), NOTHING, NOTHING, NOTHING, NOTHING,
                Reason.ALREADY_CAPTURED, NOTHING);
        pairs.in(after(requested(), declined()), NOTHING, List.of(lateRefused()), NOTHING, Reason.NOT_AUTHORIZED, NOTHING,
                Reason.NOT_CAPTURED);
        pairs.in(after(requested(), authorized(), voided()), NOTHING, NOTHING, NOTHING, Reason.NOT_AUTHORIZED, NOTHING,
                Reason.NOT_CAPTURED);
        return pairs.checks();
    }

    private static Payment after(PaymentEvent... history) {
        Payment payment = new NotRequested();
        for (PaymentEvent event : history) {
            payment = Payment.evolve(payment, event);
        }
        return payment;
    }
}
