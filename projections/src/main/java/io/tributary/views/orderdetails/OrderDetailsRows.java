package io.tributary.views.orderdetails;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.user.UserEvent;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.KeyedRows;
import io.tributary.views.Touched;
import java.util.SortedSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Writes one generation of the view. An order copies its customer's data while it shares the customer's row; a change of a customer holds
 * the row alone and rewrites all its orders. Order of locks, in every transaction: customers before orders, each in the order of their ids.
 */
final class OrderDetailsRows implements BatchProjection.Rows {
    private static final String LOCK_ORDERS = """
            select 1 from order_details where generation = ? and (order_id = any(?::uuid[]) or customer_id = any(?::uuid[]))
            order by order_id for update""";
    /** Parts of a split event share a position: the second may come alone, when it was parked. */
    private static final String COPY_CUSTOMERS = """
            update order_details o set customer_name = c.name, customer_email = c.email, customer_position = c.position
            from order_details_customer c
            where o.generation = ? and (o.order_id = any(?::uuid[]) or o.customer_id = any(?::uuid[]))
              and c.generation = o.generation and c.user_id = o.customer_id
              and (o.customer_position < c.position or o.customer_position = c.position
                and (o.customer_name, o.customer_email) is distinct from (c.name, c.email))""";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final OrderDetailsColumns columns;
    private final KeyedRows customers;
    private final KeyedRows orders;
    private final int generation;

    OrderDetailsRows(JdbcTemplate jdbc, OrderDetailsColumns columns, int generation) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.columns = columns;
        this.customers = new KeyedRows(jdbc, "order_details_customer", "user_id", generation);
        this.orders = new KeyedRows(jdbc, "order_details", "order_id", generation);
        this.generation = generation;
    }

    @Override
    public void write(EventBatch batch) {
        var touched = Touched.by(batch);
        new CustomerLocks(batch, touched.users()).take(customers);
        named.batchUpdate(OrderDetailsColumns.USER,
                batch.values(UserEvent.class, (event, at) -> columns.of(event, customers.row(event.userId().value(), at))));
        lockOrders(touched.orders(), touched.users());
        named.batchUpdate(OrderDetailsColumns.ORDER,
                batch.values(OrderEvent.class, (event, at) -> columns.of(event, orders.row(event.orderId().value(), at))));
        named.batchUpdate(OrderDetailsColumns.PAYMENT,
                batch.values(PaymentEvent.class, (event, at) -> columns.of(event, orders.row(event.orderId().value(), at))));
        jdbc.update(COPY_CUSTOMERS, generation, array(touched.orders()), array(touched.users()));
    }

    private void lockOrders(SortedSet<String> touched, SortedSet<String> ofCustomers) {
        orders.create(touched);
        jdbc.queryForList(LOCK_ORDERS, Integer.class, generation, array(touched), array(ofCustomers));
    }

    private static String[] array(SortedSet<String> ids) {
        return ids.toArray(String[]::new);
    }
}
