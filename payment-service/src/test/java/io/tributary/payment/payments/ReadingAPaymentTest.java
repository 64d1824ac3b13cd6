package io.tributary.payment.payments;

import static io.tributary.payment.payments.PaymentExamples.CUSTOMER;
import static io.tributary.payment.payments.PaymentExamples.ORDER;
import static io.tributary.payment.payments.PaymentExamples.PAYMENT;
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
import io.tributary.api.payment.PaymentStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadingAPaymentTest {
    @Test
    void a_requested_payment_shows_who_pays_how_much() {
        assertThat(after(requested())).isEqualTo(
                new PaymentView(PAYMENT, ORDER, CUSTOMER, PaymentStatus.REQUESTED, PRICE, Money.of("0.00", "EUR"), null, 1));
    }

    @Test
    void a_declined_payment_shows_why() {
        assertThat(after(requested(), declined())).isEqualTo(
                new PaymentView(PAYMENT, ORDER, CUSTOMER, PaymentStatus.DECLINED, PRICE, Money.of("0.00", "EUR"), "insufficient-funds", 2));
    }

    @Test
    void a_partly_refunded_payment_stays_captured() {
        var payment = after(requested(), authorized(), captured(), refunded(REFUND, "5.00", "5.00"));
        assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(payment.refunded()).isEqualTo(Money.of("5.00", "EUR"));
    }

    @Test
    void a_wholly_refunded_payment_is_refunded() {
        var payment = after(requested(), authorized(), captured(), refunded(REFUND, "25.00", "25.00"));
        assertThat(payment.status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(payment.version()).isEqualTo(4);
    }

    @Test
    void a_voided_payment_is_voided_whatever_the_provider_says_later() {
        assertThat(after(requested(), voided(), lateRefused()).status()).isEqualTo(PaymentStatus.VOIDED);
    }

    @Test
    void a_payment_voided_before_its_request_has_no_amount() {
        assertThat(after(voided())).isEqualTo(new PaymentView(PAYMENT, ORDER, null, PaymentStatus.VOIDED, null, null, null, 1));
    }

    private static PaymentView after(PaymentEvent... events) {
        var payment = PaymentView.nothingOf(events[0]);
        for (PaymentEvent event : Arrays.asList(events)) {
            payment = payment.after(event);
        }
        return payment;
    }
}
