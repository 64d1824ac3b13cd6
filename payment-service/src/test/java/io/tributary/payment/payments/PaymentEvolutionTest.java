package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.ORDER;
import static io.tributary.payment.payments.PaymentExamples.PRICE;
import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static io.tributary.payment.payments.PaymentExamples.authorized;
import static io.tributary.payment.payments.PaymentExamples.captured;
import static io.tributary.payment.payments.PaymentExamples.declined;
import static io.tributary.payment.payments.PaymentExamples.lateRefused;
import static io.tributary.payment.payments.PaymentExamples.refunded;
import static io.tributary.payment.payments.PaymentExamples.requested;
import static io.tributary.payment.payments.PaymentExamples.voided;

import io.tributary.api.Money;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.chassis.testing.EveryPair;
import io.tributary.payment.payments.Payment.Authorized;
import io.tributary.payment.payments.Payment.Captured;
import io.tributary.payment.payments.Payment.Ended;
import io.tributary.payment.payments.Payment.NotRequested;
import io.tributary.payment.payments.Payment.Requested;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every pair of state and event: one that does not fit leaves the state as it is. */
class PaymentEvolutionTest {
    private static final Payment NONE = new NotRequested();
    private static final Payment REQUESTED = new Requested(ORDER, PRICE);
    private static final Payment AUTHORIZED = new Authorized(ORDER, PRICE, "hold-1");
    private static final Payment CAPTURED = new Captured(ORDER, PRICE, Money.of("0.00", "EUR"), Set.of());
    private static final Payment REFUNDED = new Captured(ORDER, PRICE, Money.of("5.00", "EUR"), Set.of(REFUND));
    private static final Payment ENDED = new Ended(ORDER, Set.of());
    private static final Payment RELEASING = new Ended(ORDER, Set.of("hold-1"));
    private static final PaymentEvent REFUND_OF_FIVE = refunded(REFUND, "5.00", "5.00");

    @TestFactory
    Stream<DynamicTest> every_pair_of_state_and_event() {
        var pairs = new EveryPair<>(Payment.class, PaymentEvent.class, Payment::evolve).columns(requested(), authorized(), declined(),
                captured(), voided(), lateRefused(), REFUND_OF_FIVE);
        pairs.in(NONE, REQUESTED, NONE, NONE, NONE, ENDED, NONE, NONE);
        pairs.in(REQUESTED, REQUESTED, AUTHORIZED, ENDED, REQUESTED, ENDED, REQUESTED, REQUESTED);
        pairs.in(AUTHORIZED, AUTHORIZED, AUTHORIZED, AUTHORIZED, CAPTURED, RELEASING, AUTHORIZED, AUTHORIZED);
        pairs.in(CAPTURED, CAPTURED, CAPTURED, CAPTURED, CAPTURED, CAPTURED, CAPTURED, REFUNDED);
        pairs.in(REFUNDED, REFUNDED, REFUNDED, REFUNDED, REFUNDED, REFUNDED, REFUNDED, REFUNDED);
        pairs.in(ENDED, ENDED, ENDED, ENDED, ENDED, ENDED, RELEASING, ENDED);
        pairs.in(RELEASING, RELEASING, RELEASING, RELEASING, RELEASING, RELEASING, RELEASING, RELEASING);
        return pairs.checks();
    }
}
