package io.tributary.views.orderdetails;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.AggregateEvent;
import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a batch costs does not depend on how many orders there are. */
class CostOfABatchIT {
    private static final int ORDERS = 40_000;
    private static final int ORDERS_OF_A_CUSTOMER = 4;
    private static final long MOST_STATEMENTS = 12;
    private static final ViewDatabase DATABASE = new ViewDatabase();
    private static final OrderId ORDER = new OrderId(UUID.randomUUID());
    private static final Money TOTAL = Money.of("25.00", "EUR");
    private static int generation;

    /** The database plans the statements while the view is empty, and learns by and by how many orders there are, as in a rebuild. */
    @BeforeAll
    static void manyOrders() {
        generation = DATABASE.nextGeneration(OrderDetailsProjection.NAME);
        for (int i = 0; i < 20; i++) {
            rowsReadBy(new OrderPlaced(new OrderId(UUID.randomUUID()), user(1), List.of(), TOTAL, "card-visa", Instant.EPOCH, 0));
            rowsReadBy(new UserRenamed(user(1), new PersonName("Someone")));
        }
        DATABASE.jdbc().update("delete from order_details");
        DATABASE.jdbc().update("delete from order_details_customer");
        DATABASE.jdbc().update("""
                insert into order_details_customer (generation, user_id, name, position)
                select ?, md5('user' || n)::uuid, 'Someone', n from generate_series(0, ?) n""", generation,
                ORDERS / ORDERS_OF_A_CUSTOMER - 1);
        DATABASE.jdbc().update("""
                insert into order_details (generation, order_id, customer_id, status, placed_at, total, currency, lines, order_position)
                select ?, md5('order' || n)::uuid, md5('user' || n / ?)::uuid, 'PLACED', n, 1, 'EUR', '[]', n
                from generate_series(0, ?) n""", generation, ORDERS_OF_A_CUSTOMER, ORDERS - 1);
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

    @Test
    void a_batch_of_many_orders_reads_these_and_their_customers_alone() {
        var orders = DATABASE.jdbc().queryForList("select md5('order' || n)::uuid from generate_series(0, 39999, 400) n", UUID.class);
        var events = orders.stream().map(
                order -> new PositionedEvent(new OrderConfirmed(new OrderId(order), UUID.randomUUID()), 2_000_000)).toList();
        assertThat(rowsReadBy(events)).isLessThan(15L * orders.size());
    }

    /** Of everything there is: customers that change and customers that orders copy from, in turn, in the order of their ids. */
    @Test
    void a_batch_of_two_hundred_events_is_as_few_statements_as_one_of_twenty() {
        long ofFew = statements(mixed(20));
        assertThat(statements(mixed(200))).isLessThanOrEqualTo(MOST_STATEMENTS);
        assertThat(ofFew).isLessThanOrEqualTo(MOST_STATEMENTS);
    }

    private static long statements(List<PositionedEvent> events) {
        return DATABASE.statements(jdbc -> new OrderDetailsRows(jdbc, new OrderDetailsColumns(DomainJson.tolerant()), generation).write(
                new EventBatch(events)));
    }

    /** A quarter each of renames, orders, their confirmations and payments. */
    private static List<PositionedEvent> mixed(int events) {
        var result = new ArrayList<PositionedEvent>();
        for (int i = 0; i < events; i += 4) {
            var order = new OrderId(UUID.randomUUID());
            result.add(new PositionedEvent(new UserRenamed(new UserId(UUID.randomUUID()), new PersonName("Someone")), 3_000_000 + i));
            var customer = new UserId(UUID.randomUUID());
            result.add(new PositionedEvent(new OrderPlaced(order, customer, List.of(), TOTAL, "card-visa", Instant.EPOCH, 0),
                    3_000_000 + i));
            result.add(new PositionedEvent(new OrderConfirmed(order, UUID.randomUUID()), 3_000_001 + i));
            result.add(new PositionedEvent(
                    new PaymentRequested(new PaymentId(UUID.randomUUID()), order, customer, TOTAL, "card-visa"), 3_000_000 + i));
        }
        return result;
    }

    private static UserId user(int number) {
        return new UserId(Objects.requireNonNull(DATABASE.jdbc().queryForObject("select md5(?)::uuid", UUID.class, "user" + number)));
    }

    /** Rows of both tables that the database touched for it, by an index or without one. */
    private static long rowsReadBy(AggregateEvent event) {
        return rowsReadBy(List.of(new PositionedEvent(event, 1_000_000)));
    }

    private static long rowsReadBy(List<PositionedEvent> events) {
        var rows = new OrderDetailsRows(DATABASE.jdbc(), new OrderDetailsColumns(DomainJson.tolerant()), generation);
        return DATABASE.rowsRead("order_details", () -> rows.write(new EventBatch(events)));
    }
}
