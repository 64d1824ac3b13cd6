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
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.payment.payments.Payment.Authorized;
import io.tributary.payment.payments.Payment.Captured;
import io.tributary.payment.payments.Payment.Ended;
import io.tributary.payment.payments.Payment.NotRequested;
import io.tributary.payment.payments.Payment.Requested;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every pair of state and event: the pairs named here change the state, all others leave it as it is. */
class PaymentEvolutionTest {
    private static final Payment NONE = new NotRequested();
    private static final Payment REQUESTED = new Requested(ORDER, PRICE);
    private static final Payment AUTHORIZED = new Authorized(ORDER, PRICE, "hold-1");
    private static final Payment CAPTURED = new Captured(ORDER, PRICE, Money.of("0.00", "EUR"), Set.of());
    private static final Payment REFUNDED = new Captured(ORDER, PRICE, Money.of("5.00", "EUR"), Set.of(REFUND));
    private static final Payment ENDED = new Ended(ORDER, Set.of());
    private static final Payment RELEASING = new Ended(ORDER, Set.of("hold-1"));
    private static final PaymentEvent REFUND_OF_FIVE = refunded(REFUND, "5.00", "5.00");

    private static final Map<Payment, Map<PaymentEvent, Payment>> CHANGES = Map.of(NONE, Map.of(requested(), REQUESTED, voided(), ENDED),
            REQUESTED, Map.of(authorized(), AUTHORIZED, declined(), ENDED, voided(), ENDED), AUTHORIZED,
            Map.of(captured(), CAPTURED, voided(), RELEASING), CAPTURED, Map.of(REFUND_OF_FIVE, REFUNDED), REFUNDED, Map.of(), ENDED,
            Map.of(lateRefused(), RELEASING), RELEASING, Map.of());

    @TestFactory
    Stream<DynamicTest> every_pair_of_state_and_event() {
        var events = List.of(requested(), authorized(), declined(), captured(), voided(), lateRefused(), REFUND_OF_FIVE);
        return CHANGES.keySet().stream().flatMap(state -> events.stream().map(event -> DynamicTest.dynamicTest(state + " + " + event,
                () -> assertThat(Payment.evolve(state, event)).isEqualTo(expected(state, event)))));
    }

    private static Payment expected(Payment state, PaymentEvent event) {
        return CHANGES.getOrDefault(state, Map.of()).getOrDefault(event, state);
    }
}
