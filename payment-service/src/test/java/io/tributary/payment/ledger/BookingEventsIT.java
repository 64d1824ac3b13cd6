package io.tributary.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.UserId;
import io.tributary.chassis.EventPosition;
import io.tributary.payment.PaymentServiceIntegration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PaymentServiceIntegration
class BookingEventsIT {
    private static final int GENERATION = 90;
    private static final Money PRICE = Money.of("25.00", "EUR");
    private final OrderId order = new OrderId(UUID.randomUUID());
    private final PaymentId payment = PaymentId.forOrder(order);
    @Autowired private JdbcClient jdbc;

    @Test
    void each_part_of_an_event_is_booked_once_however_often_it_comes() {
        var ledger = new LedgerProjection(new LedgerTables(jdbc, GENERATION));
        for (int time = 0; time < 2; time++) {
            ledger.on(new PaymentRequested(payment, order, new UserId(UUID.randomUUID()), PRICE, "card-visa"), at(7, 0));
            ledger.on(new PaymentAuthorized(payment, order, "hold-1"), at(8, 0));
            ledger.on(new PaymentCaptured(payment, order, PRICE), at(8, 1));
        }
        assertThat(balance(Account.CARD_HOLDS)).isEqualTo("0.00");
        assertThat(balance(Account.PROVIDER_BALANCE)).isEqualTo("25.00");
        assertThat(balance(Account.SALES)).isEqualTo("-25.00");
    }

    private EventPosition at(long position, int part) {
        return new EventPosition("payment", payment.text(), position, part);
    }

    private String balance(Account account) {
        return jdbc.sql("""
                select sum(amount)::text from ledger_posting
                where generation = :generation and payment_id = :payment and account = :account""").param("generation",
                GENERATION).param("payment", payment.text()).param("account", account.text()).query(String.class).single();
    }
}
