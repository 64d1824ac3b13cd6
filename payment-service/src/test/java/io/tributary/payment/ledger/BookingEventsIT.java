package io.tributary.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.UserId;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.payment.PaymentServiceIntegration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@PaymentServiceIntegration
class BookingEventsIT {
    private static final int GENERATION = 90;
    private static final Money PRICE = Money.of("25.00", "EUR");
    private final OrderId order = new OrderId(UUID.randomUUID());
    private final PaymentId payment = PaymentId.forOrder(order);
    @Autowired private JdbcClient jdbc;
    @Autowired private JdbcTemplate template;

    @Test
    void each_part_of_an_event_is_booked_once_however_often_it_comes() {
        var ledger = new LedgerProjection(new LedgerTables(template, GENERATION));
        var events = List.of(
                new PositionedEvent(new PaymentRequested(payment, order, new UserId(UUID.randomUUID()), PRICE, "card-visa"), 7),
                new PositionedEvent(new PaymentAuthorized(payment, order, "hold-1"), 8, 0),
                new PositionedEvent(new PaymentCaptured(payment, order, PRICE), 8, 1));
        for (int time = 0; time < 2; time++) {
            events.forEach(event -> ledger.write(new EventBatch(List.of(event))));
            ledger.write(new EventBatch(events));
        }
        assertThat(balance(Account.CARD_HOLDS)).isEqualTo("0.00");
        assertThat(balance(Account.PROVIDER_BALANCE)).isEqualTo("25.00");
        assertThat(balance(Account.SALES)).isEqualTo("-25.00");
    }

    private String balance(Account account) {
        return jdbc.sql("""
                select sum(amount)::text from ledger_posting
                where generation = :generation and payment_id = :payment and account = :account""").param("generation",
                GENERATION).param("payment", payment.text()).param("account", account.text()).query(String.class).single();
    }
}
