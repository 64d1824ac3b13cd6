package io.tributary.views.orderdetails;

import io.tributary.api.views.ViewQuery.FindOrderDetails;
import io.tributary.api.views.ViewQuery.ListOrderDetails;
import io.tributary.chassis.json.DomainJson;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.web.Cursor;
import io.tributary.chassis.web.Page;
import io.tributary.views.AppliedPosition;
import io.tributary.views.Columns;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The view {@code order-details}: makes the writer of each generation and answers queries from the live one. */
@Component
class OrderDetailsProjection {
    static final String NAME = "order-details";
    private static final String LIVE = "generation = (select live from projection where name = '" + NAME + "')";
    private static final String LISTED = "select * from order_details where " + LIVE + " and placed_at is not null";

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final OrderDetailsColumns columns = new OrderDetailsColumns(DomainJson.tolerant());

    OrderDetailsProjection(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
    }

    BatchProjection generation(int generation) {
        return new BatchProjection(NAME + "." + generation, new OrderDetailsRows(template, columns, generation));
    }

    @QueryHandler
    Optional<OrderDetails> find(FindOrderDetails query) {
        return jdbc.sql(LISTED + " and order_id = :id").param("id", query.orderId().value()).query(
                (row, _) -> columns.details(row)).optional();
    }

    @QueryHandler
    Page<OrderDetails> list(ListOrderDetails query) {
        var sql = new StringBuilder(LISTED);
        var values = new HashMap<String, Object>();
        if (query.customerId() != null) {
            sql.append(" and customer_id = :customer");
            values.put("customer", query.customerId().value());
        }
        if (query.status() != null) {
            sql.append(" and status = :status");
            values.put("status", query.status().name());
        }
        Cursor end = Cursor.parse(query.cursor(), 2);
        if (end != null) {
            sql.append(" and (placed_at, order_id) < (:placedAt, :orderId)");
            values.put("placedAt", end.longAt(0));
            values.put("orderId", end.uuidAt(1));
        }
        sql.append(" order by placed_at desc, order_id desc limit :limit");
        values.put("limit", query.limit() + 1);
        return page(jdbc.sql(sql.toString()).params(values).query((row, _) -> columns.details(row)).list(), query.limit());
    }

    private static Page<OrderDetails> page(List<OrderDetails> found, int limit) {
        List<OrderDetails> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(shown, found.size() > limit ? cursorAt(shown.getLast()) : null);
    }

    private static String cursorAt(OrderDetails last) {
        return Cursor.after(Long.toString(Columns.nanos(last.placedAt())), last.orderId().text()).text();
    }

    OptionalLong applied(String owner, String key) {
        return switch (owner) {
            case "user" -> AppliedPosition.read(jdbc, "select position from order_details_customer where " + LIVE
                    + " and user_id = :id and position >= 0", key);
            case "order" -> AppliedPosition.read(jdbc, "select order_position from order_details where " + LIVE
                    + " and order_id = :id and order_position >= 0", key);
            case "payment" -> AppliedPosition.read(jdbc, "select payment_position from order_details where " + LIVE
                    + " and payment_id = :id", key);
            default -> OptionalLong.empty();
        };
    }
}
