package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.CUSTOMER;
import static io.tributary.payment.payments.PaymentExamples.ORDER;
import static io.tributary.payment.payments.PaymentExamples.PAYMENT;
import static io.tributary.payment.payments.PaymentExamples.PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.payment.PayerSeen;
import io.tributary.api.payment.PaymentCommand;
import io.tributary.api.payment.PaymentCommand.AuthorizePayment;
import io.tributary.api.payment.PaymentCommand.CapturePayment;
import io.tributary.api.payment.PaymentCommand.DeclinePayment;
import io.tributary.api.payment.PaymentCommand.RefundPayment;
import io.tributary.api.payment.PaymentCommand.RequestPayment;
import io.tributary.api.payment.PaymentCommand.VoidPayment;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentRejected;
import io.tributary.payment.payments.Payment.NotRequested;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentDeciderPropertyTest {
    private Random random = new Random();

    static LongStream seeds() {
        return new Random().longs(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_commands_in_any_order_never_lose_or_invent_money(long seed) {
        random = new Random(seed);
        Payment payment = new NotRequested();
        var history = new ArrayList<PaymentEvent>();
        for (int step = 0; step < 60; step++) {
            PaymentCommand command = anyCommand();
            Payment before = payment;
            List<PaymentEvent> decided = decideOrRefuse(payment, command);
            for (PaymentEvent event : decided) {
                payment = Payment.evolve(payment, event);
                history.add(event);
            }
            assertThat(decided.isEmpty()).as("%s changes nothing", command).isEqualTo(payment.equals(before));
            assertThat(decideOrRefuse(payment, command)).as("%s again", command).isEmpty();
        }
        assertThat(refundedIn(history)).isLessThanOrEqualTo(capturedIn(history));
        assertThat(count(history, PaymentCaptured.class)).isLessThanOrEqualTo(count(history, PaymentAuthorized.class));
        assertThat(count(history, PaymentAuthorized.class)).isLessThanOrEqualTo(1);
        assertThat(count(history, PaymentCaptured.class) + count(history, PaymentVoided.class) + count(history, PaymentDeclined.class)).as(
                "one end at most").isLessThanOrEqualTo(1);
    }

    private static long count(List<PaymentEvent> history, Class<? extends PaymentEvent> type) {
        return history.stream().filter(type::isInstance).count();
    }

    private static Money capturedIn(List<PaymentEvent> history) {
        return history.stream().filter(PaymentCaptured.class::isInstance).map(e -> ((PaymentCaptured) e).amount()).reduce(
                Money.zero(PRICE.currency()), Money::plus);
    }

    private static Money refundedIn(List<PaymentEvent> history) {
        return history.stream().filter(PaymentRefunded.class::isInstance).map(e -> ((PaymentRefunded) e).amount()).reduce(
                Money.zero(PRICE.currency()), Money::plus);
    }

    /** A refusal stores nothing; any other exception fails the test. */
    private static List<PaymentEvent> decideOrRefuse(Payment payment, PaymentCommand command) {
        try {
            return PaymentDecider.decide(payment, command);
        } catch (PaymentRejected _) {
            return List.of();
        }
    }

    private PaymentCommand anyCommand() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> new RequestPayment(PAYMENT, ORDER, new PayerSeen(CUSTOMER, random.nextInt(4) > 0), PRICE, "card-visa");
            case 3, 4, 5 -> new AuthorizePayment(PAYMENT, "hold-" + random.nextInt(3));
            case 6 -> new DeclinePayment(PAYMENT, "insufficient-funds");
            case 7 -> new VoidPayment(PAYMENT, ORDER, "changed my mind");
            case 8, 9 -> new CapturePayment(PAYMENT);
            default ->
                new RefundPayment(PAYMENT, new UUID(0, random.nextInt(10)), BigDecimal.valueOf(random.nextInt(1500) - 100, 2), "damaged");
        };
    }
}
