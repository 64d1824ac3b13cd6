package io.tributary.views.orderdetails;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.user.UserEvent;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.KeyedRows;
import io.tributary.chassis.processing.batch.PlannedEachTime;
import io.tributary.views.Touched;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Writes one generation of the view. An order copies its customer's data while it shares the customer's row; a change of a customer holds
 * the row alone and rewrites all its orders. Order of locks, in every transaction: customers before orders, each in the order of their ids.
 */
final class OrderDetailsRows implements BatchProjection.Rows {
    private static final String ORDERS_OF = "select order_id::text from order_details where generation = ? and customer_id = any(?::uuid[])";
    /**
     * Parts of a split event share a position: the second may come alone, when it was parked. Asks for each order's customer by key: as a
     * join it would read all customers.
     */
    private static final String COPY_CUSTOMERS = """
            update order_details o set (customer_name, customer_email, customer_position) =
                (select name, email, position from order_details_customer c where c.generation = o.generation and c.user_id = o.customer_id)
            where o.generation = ? and o.order_id = any(?::uuid[]) and
                (select o.customer_position < c.position or o.customer_position = c.position
                    and (o.customer_name, o.customer_email) is distinct from (c.name, c.email)
                 from order_details_customer c where c.generation = o.generation and c.user_id = o.customer_id)""";

    private final PlannedEachTime jdbc;
    private final NamedParameterJdbcTemplate named;
    private final OrderDetailsColumns columns;
    private final KeyedRows customers;
    private final KeyedRows orders;
    private final int generation;

    OrderDetailsRows(JdbcTemplate jdbc, OrderDetailsColumns columns, int generation) {
        this.jdbc = new PlannedEachTime(jdbc);
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.columns = columns;
        this.customers = new KeyedRows(this.jdbc, "order_details_customer", "user_id", generation);
        this.orders = new KeyedRows(this.jdbc, "order_details", "order_id", generation);
        this.generation = generation;
    }

    @Override
    public void write(EventBatch batch) {
        var touched = Touched.by(batch);
        new CustomerLocks(batch, touched.users()).take(customers);
        named.batchUpdate(OrderDetailsColumns.USER,
                batch.values(UserEvent.class, (event, at) -> columns.of(event, customers.row(event.userId().value(), at))));
        var changing = new TreeSet<>(touched.orders());
        changing.addAll(ordersOf(touched.users()));
        orders.create(touched.orders());
        orders.lock(changing);
        named.batchUpdate(OrderDetailsColumns.ORDER,
                batch.values(OrderEvent.class, (event, at) -> columns.of(event, orders.row(event.orderId().value(), at))));
        named.batchUpdate(OrderDetailsColumns.PAYMENT,
                batch.values(PaymentEvent.class, (event, at) -> columns.of(event, orders.row(event.orderId().value(), at))));
        if (!changing.isEmpty()) {
            jdbc.update(COPY_CUSTOMERS, generation, array(changing));
        }
    }

    /** They get no more while their customers are locked. Asked for by itself: in one condition with other keys it would read the whole view. */
    private List<String> ordersOf(SortedSet<String> users) {
        return users.isEmpty() ? List.of() : jdbc.queryForList(ORDERS_OF, String.class, generation, array(users));
    }

    private static String[] array(SortedSet<String> ids) {
        return ids.toArray(String[]::new);
    }
}
