package io.tributary.views.customerdashboard;

import io.tributary.api.Money;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.user.UserId;
import io.tributary.api.views.ViewQuery.FindDashboard;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.views.AppliedPosition;
import io.tributary.views.Columns;
import io.tributary.views.customerdashboard.CustomerDashboard.RecentOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The view {@code customer-dashboard}: makes the writer of each generation and answers queries from the live one. Sums are made when
 * they are read, over the one customer's orders: no row is then written by all of them, and a read costs what that customer has ordered.
 */
@Component
class CustomerDashboardProjection {
    static final String NAME = "customer-dashboard";
    private static final int RECENT = 10;
    private static final String LIVE = "generation = (select live from projection where name = '" + NAME + "')";
    private static final String OF_CUSTOMER = " from customer_dashboard_order where " + LIVE + " and customer_id = :id";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    CustomerDashboardProjection(JdbcTemplate template, PlatformTransactionManager transactions) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    BatchProjection generation(int generation) {
        return new BatchProjection(NAME + "." + generation, new CustomerDashboardRows(template, generation));
    }

    /** Its parts are read from one snapshot, so that they belong together. */
    @QueryHandler
    Optional<CustomerDashboard> find(FindDashboard query) {
        return Objects.requireNonNull(snapshot.execute(_ -> dashboard(query.userId())));
    }

    private Optional<CustomerDashboard> dashboard(UserId user) {
        return jdbc.sql("""
                select name, (select count(*)%1$s) as orders,
                    (select count(*)%1$s and status in ('PLACED', 'CONFIRMED')) as open_orders
                from customer_dashboard where %2$s and user_id = :id""".formatted(OF_CUSTOMER, LIVE)).param("id", user.value()).query(
                (row, _) -> new CustomerDashboard(user, row.getString("name"), row.getLong("orders"), row.getLong("open_orders"),
                        sums("captured", user), sums("refunded", user), recent(user))).optional();
    }

    private List<Money> sums(String column, UserId user) {
        return jdbc.sql("select payment_currency, sum(" + column + ") as amount" + OF_CUSTOMER + " and " + column
                + " > 0 group by payment_currency order by payment_currency").param("id", user.value()).query(
                        (row, _) -> Columns.money(row, "amount", "payment_currency")).list();
    }

    private List<RecentOrder> recent(UserId user) {
        return jdbc.sql("select *" + OF_CUSTOMER + " order by placed_at desc, order_id desc limit " + RECENT).param("id",
                user.value()).query((row, _) -> order(row)).list();
    }

    private static RecentOrder order(ResultSet row) throws SQLException {
        return new RecentOrder(new OrderId(row.getObject("order_id", UUID.class)), OrderStatus.valueOf(row.getString("status")),
                Columns.time(row.getLong("placed_at")), Columns.money(row, "total", "currency"));
    }

    OptionalLong applied(String owner, String key) {
        String orders = "select %s from customer_dashboard_order where " + LIVE + " and ";
        return switch (owner) {
            case "user" -> AppliedPosition.read(jdbc,
                    "select position from customer_dashboard where " + LIVE + " and user_id = :id", key);
            case "order" -> AppliedPosition.read(jdbc, orders.formatted("order_position") + "order_id = :id", key);
            case "payment" -> AppliedPosition.read(jdbc, orders.formatted("payment_position") + "payment_id = :id", key);
            default -> OptionalLong.empty();
        };
    }
}
