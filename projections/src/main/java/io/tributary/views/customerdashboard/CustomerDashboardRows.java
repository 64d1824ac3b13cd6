package io.tributary.views.customerdashboard;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.KeyedRows;
import io.tributary.chassis.processing.batch.PlannedEachTime;
import io.tributary.views.Columns;
import io.tributary.views.Touched;
import java.sql.Types;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Writes one generation of the view. An event writes the columns it is about, null where it leaves what is there, and always moves the
 * position. Order of locks, in every transaction: customers before orders, each in the order of their ids.
 */
final class CustomerDashboardRows implements BatchProjection.Rows {
    private static final String USER = """
            update customer_dashboard set name = coalesce(:name, name), position = :position
            where generation = :generation and user_id = :id and position < :unseenBelow""";
    private static final String ORDER = """
            update customer_dashboard_order set customer_id = coalesce(:customer, customer_id), status = :status,
                placed_at = coalesce(:placedAt, placed_at), total = coalesce(:total, total), currency = coalesce(:currency, currency),
                order_position = :position
            where generation = :generation and order_id = :id and order_position < :unseenBelow""";
    private static final String PAYMENT = """
            update customer_dashboard_order set payment_id = :payment, captured = coalesce(:captured, captured),
                refunded = coalesce(:refunded, refunded), payment_currency = coalesce(:currency, payment_currency),
                payment_position = :position
            where generation = :generation and order_id = :id and payment_position < :unseenBelow""";

    private final NamedParameterJdbcTemplate jdbc;
    private final KeyedRows customers;
    private final KeyedRows orders;

    CustomerDashboardRows(JdbcTemplate jdbc, int generation) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        var planned = new PlannedEachTime(jdbc);
        this.customers = new KeyedRows(planned, "customer_dashboard", "user_id", generation);
        this.orders = new KeyedRows(planned, "customer_dashboard_order", "order_id", generation);
    }

    @Override
    public void write(EventBatch batch) {
        var touched = Touched.by(batch);
        customers.create(touched.users());
        customers.lock(touched.users());
        jdbc.batchUpdate(USER, batch.values(UserEvent.class, (event, at) -> values(event, customers.row(event.userId().value(), at))));
        orders.create(touched.orders());
        orders.lock(touched.orders());
        jdbc.batchUpdate(ORDER, batch.values(OrderEvent.class, (event, at) -> values(event, orders.row(event.orderId().value(), at))));
        jdbc.batchUpdate(PAYMENT, batch.values(PaymentEvent.class, (event, at) -> values(event, orders.row(event.orderId().value(), at))));
    }

    private static SqlParameterSource values(UserEvent event, MapSqlParameterSource row) {
        row.addValue("name", null, Types.VARCHAR);
        return switch (event) {
            case UserRegistered e -> row.addValue("name", e.name().value());
            case UserRenamed e -> row.addValue("name", e.name().value());
            case UserEmailChanged _,UserDeactivated _,UserReactivated _ -> row;
        };
    }

    private static SqlParameterSource values(OrderEvent event, MapSqlParameterSource row) {
        row.addValue("customer", null, Types.OTHER).addValue("placedAt", null, Types.BIGINT).addValue("total", null,
                Types.NUMERIC).addValue("currency", null, Types.VARCHAR);
        return switch (event) {
            case OrderPlaced e ->
                row.addValue("status", OrderStatus.PLACED.name()).addValue("customer", e.customerId().value()).addValue("placedAt",
                        Columns.nanos(e.placedAt())).addValue("total", e.total().amount()).addValue("currency",
                                e.total().currency().getCurrencyCode());
            case OrderConfirmed _ -> row.addValue("status", OrderStatus.CONFIRMED.name());
            case OrderShipped _ -> row.addValue("status", OrderStatus.SHIPPED.name());
            case OrderCancelled _ -> row.addValue("status", OrderStatus.CANCELLED.name());
        };
    }

    private static SqlParameterSource values(PaymentEvent event, MapSqlParameterSource row) {
        row.addValue("payment", event.paymentId().value()).addValue("captured", null, Types.NUMERIC).addValue("refunded", null,
                Types.NUMERIC).addValue("currency", null, Types.VARCHAR);
        return switch (event) {
            case PaymentCaptured e -> row.addValue("captured", e.amount().amount()).addValue("currency",
                    e.amount().currency().getCurrencyCode());
            case PaymentRefunded e -> row.addValue("refunded", e.refunded().amount());
            case PaymentRequested _,PaymentAuthorized _,PaymentDeclined _,PaymentVoided _,LateAuthorizationRefused _ -> row;
        };
    }
}
