package io.tributary.views.orderdetails;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.json.DomainJson;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.views.ViewDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a batch costs does not depend on how many orders there are. */
class CostOfABatchIT {
    private static final int ORDERS = 20_000;
    private static final int ORDERS_OF_A_CUSTOMER = 4;
    private static final ViewDatabase DATABASE = new ViewDatabase();
    private static final OrderId ORDER = new OrderId(UUID.randomUUID());
    private static final Money TOTAL = Money.of("25.00", "EUR");
    private static int generation;

    @BeforeAll
    static void manyOrders() {
        generation = DATABASE.nextGeneration(OrderDetailsProjection.NAME);
        DATABASE.jdbc().update("""
                insert into order_details_customer (generation, user_id, name, position)
                select ?, md5('user' || n)::uuid, 'Someone', n from generate_series(0, ?) n""", generation, ORDERS / ORDERS_OF_A_CUSTOMER - 1);
        DATABASE.jdbc().update("""
                insert into order_details (generation, order_id, customer_id, status, placed_at, total, currency, lines, order_position)
                select ?, md5('order' || n)::uuid, md5('user' || n / ?)::uuid, 'PLACED', n, 1, 'EUR', '[]', n
                from generate_series(0, ?) n""", generation, ORDERS_OF_A_CUSTOMER, ORDERS - 1);
        DATABASE.analyze("order_details", "order_details_customer");
    }

    @Test
    void an_order_is_placed_without_reading_the_others() {
        assertThat(rowsReadBy(new OrderPlaced(ORDER, user(1), List.of(new OrderLine("sku", "Tea", 1, TOTAL)), TOTAL, "card-visa",
                Instant.parse("2026-01-01T10:00:00Z"), 0))).isLessThan(100);
    }

    @Test
    void a_payment_is_written_without_reading_other_orders() {
        assertThat(rowsReadBy(new PaymentRequested(new PaymentId(UUID.randomUUID()), ORDER, user(1), TOTAL, "card-visa"))).isLessThan(100);
    }

    @Test
    void a_customer_is_renamed_by_reading_their_orders_alone() {
        assertThat(rowsReadBy(new UserRenamed(user(2), new PersonName("Someone else")))).isBetween((long) ORDERS_OF_A_CUSTOMER, 100L);
    }

    private static UserId user(int number) {
        return new UserId(DATABASE.jdbc().queryForObject("select md5(?)::uuid", UUID.class, "user" + number));
    }

    /** Rows of both tables that the database touched for it, by an index or without one. */
    private static long rowsReadBy(AggregateEvent event) {
        var rows = new OrderDetailsRows(DATABASE.jdbc(), new OrderDetailsColumns(DomainJson.tolerant()), generation);
        var read = new AtomicLong();
        DATABASE.inTransaction(() -> {
            rows.write(new EventBatch(List.of(new PositionedEvent(event, 1_000_000))));
            read.set(DATABASE.jdbc().queryForObject(
                    "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables where relname like 'order_details%'",
                    Long.class));
        });
        return read.get();
    }
}
