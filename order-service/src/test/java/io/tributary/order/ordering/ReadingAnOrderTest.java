package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.CUSTOMER;
import static io.tributary.order.ordering.OrderExamples.LINES;
import static io.tributary.order.ordering.OrderExamples.NOON;
import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.cancelled;
import static io.tributary.order.ordering.OrderExamples.confirmed;
import static io.tributary.order.ordering.OrderExamples.placed;
import static io.tributary.order.ordering.OrderExamples.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.OrderStatus;
import org.junit.jupiter.api.Test;

class ReadingAnOrderTest {
    @Test
    void a_placed_order_shows_what_was_ordered() {
        assertThat(OrderView.of(placed())).isEqualTo(
                new OrderView(ORDER, CUSTOMER, null, OrderStatus.PLACED, NOON, Money.of("25.01", "EUR"), LINES,
                        "card-visa", null, null, 1));
    }

    @Test
    void each_event_counts_in_its_version() {
        assertThat(OrderView.of(placed()).after(confirmed()).after(shipped()).version()).isEqualTo(3);
    }

    @Test
    void a_confirmed_order_shows_its_status() {
        assertThat(OrderView.of(placed()).after(confirmed()).status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void a_shipped_order_shows_how_it_travels() {
        var order = OrderView.of(placed()).after(confirmed()).after(shipped());
        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(order.trackingNumber()).isEqualTo("TRACK-1");
    }

    @Test
    void a_cancelled_order_shows_why() {
        var order = OrderView.of(placed()).after(confirmed()).after(cancelled());
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.cancellationReason()).isEqualTo("changed my mind");
    }

    @Test
    void the_customers_name_is_added_by_whoever_knows_it() {
        assertThat(OrderView.of(placed()).withCustomerName("Åsa Öberg").customerName()).isEqualTo("Åsa Öberg");
    }
}
