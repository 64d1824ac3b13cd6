package io.tributary.payment.ledger;

import static io.tributary.payment.ledger.Account.CARD_HOLDS;
import static io.tributary.payment.ledger.Account.CUSTOMER_COMMITMENTS;
import static io.tributary.payment.ledger.Account.PROVIDER_BALANCE;
import static io.tributary.payment.ledger.Account.SALES;
import static io.tributary.payment.ledger.Account.SALES_RETURNS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.UserId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookingAPaymentTest {
    private static final OrderId ORDER = OrderId.of("0b8a6c0e-7c0c-4f5e-9d5e-000000000001");
    private static final PaymentId PAYMENT = PaymentId.forOrder(ORDER);
    private static final Money PRICE = Money.of("25.00", "EUR");
    private static final PaymentEvent REQUESTED = new PaymentRequested(PAYMENT, ORDER, new UserId(new UUID(0, 1)), PRICE, "card-visa");
    private static final PaymentEvent AUTHORIZED = new PaymentAuthorized(PAYMENT, ORDER, "hold-1");
    private static final PaymentEvent DECLINED = new PaymentDeclined(PAYMENT, ORDER, "insufficient-funds");
    private static final PaymentEvent VOIDED = new PaymentVoided(PAYMENT, ORDER, "changed my mind");
    private static final PaymentEvent LATE = new LateAuthorizationRefused(PAYMENT, ORDER, "hold-1");
    private static final PaymentEvent CAPTURED = new PaymentCaptured(PAYMENT, ORDER, PRICE);
    private static final PaymentEvent REFUNDED = new PaymentRefunded(PAYMENT, ORDER, new UUID(0, 2), Money.of("5.00", "EUR"),
            Money.of("5.00", "EUR"), "damaged");

    @Test
    void nothing_is_booked_for_a_mere_request() {
        assertThat(balances(REQUESTED)).isEmpty();
    }

    @Test
    void an_authorised_payment_is_held_on_a_card() {
        assertThat(balances(REQUESTED, AUTHORIZED)).isEqualTo(Map.of(CARD_HOLDS, "25.00", CUSTOMER_COMMITMENTS, "-25.00"));
    }

    @Test
    void a_captured_payment_is_sold_and_owed_by_the_provider() {
        assertThat(balances(REQUESTED, AUTHORIZED, CAPTURED)).isEqualTo(Map.of(PROVIDER_BALANCE, "25.00", SALES, "-25.00"));
    }

    @Test
    void a_refund_is_taken_from_what_the_provider_owes() {
        assertThat(balances(REQUESTED, AUTHORIZED, CAPTURED, REFUNDED)).isEqualTo(
                Map.of(PROVIDER_BALANCE, "20.00", SALES, "-25.00", SALES_RETURNS, "5.00"));
    }

    @Test
    void a_voided_authorisation_leaves_nothing() {
        assertThat(balances(REQUESTED, AUTHORIZED, VOIDED)).isEmpty();
    }

    @Test
    void a_payment_that_never_held_money_leaves_nothing() {
        assertThat(balances(REQUESTED, DECLINED)).isEmpty();
        assertThat(balances(REQUESTED, VOIDED)).isEmpty();
        assertThat(balances(VOIDED)).isEmpty();
        assertThat(balances(REQUESTED, VOIDED, LATE)).isEmpty();
    }

    @Test
    void the_postings_of_each_event_sum_to_zero() {
        var payment = LedgerPayment.NONE;
        for (PaymentEvent event : List.of(REQUESTED, AUTHORIZED, CAPTURED, REFUNDED)) {
            var sum = LedgerProjection.postings(payment, event).stream().map(Posting::amount).reduce(Money.of("0", "EUR"), Money::plus);
            assertThat(sum).as("%s", event).isEqualTo(Money.of("0", "EUR"));
            payment = LedgerProjection.after(payment, event, payment.position() + 1);
        }
    }

    private static Map<Account, String> balances(PaymentEvent... events) {
        var postings = new ArrayList<Posting>();
        var payment = LedgerPayment.NONE;
        for (PaymentEvent event : events) {
            postings.addAll(LedgerProjection.postings(payment, event));
            payment = LedgerProjection.after(payment, event, payment.position() + 1);
        }
        var sums = new EnumMap<Account, Money>(Account.class);
        postings.forEach(posting -> sums.merge(posting.account(), posting.amount(), Money::plus));
        sums.values().removeIf(sum -> sum.amount().signum() == 0);
        var texts = new EnumMap<Account, String>(Account.class);
        sums.forEach((account, sum) -> texts.put(account, sum.amount().toPlainString()));
        return texts;
    }
}
