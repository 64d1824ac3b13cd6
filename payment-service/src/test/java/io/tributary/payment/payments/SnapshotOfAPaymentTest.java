package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.ORDER;
import static io.tributary.payment.payments.PaymentExamples.PRICE;
import static io.tributary.payment.payments.PaymentExamples.REFUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.chassis.json.DomainJson;
import io.tributary.payment.payments.Payment.Authorized;
import io.tributary.payment.payments.Payment.Captured;
import io.tributary.payment.payments.Payment.Ended;
import io.tributary.payment.payments.Payment.NotRequested;
import io.tributary.payment.payments.Payment.Requested;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotOfAPaymentTest {
    static Stream<Payment> states() {
        return Stream.of(new NotRequested(), new Requested(ORDER, PRICE), new Authorized(ORDER, PRICE, "hold-1"),
                new Captured(ORDER, PRICE, Money.of("5.00", "EUR"), Set.of(REFUND)), new Ended(ORDER, Set.of("hold-1")));
    }

    @ParameterizedTest
    @MethodSource("states")
    void every_state_comes_back_as_it_was_stored(Payment state) {
        var json = DomainJson.states();
        assertThat(json.readValue(json.writerFor(Payment.class).writeValueAsBytes(state), Payment.class)).isEqualTo(state);
    }
}
