package io.tributary.views.orderdetails;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderEvent.OrderShipped;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.order.OrderStatus;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.payment.PaymentEvent.LateAuthorizationRefused;
import io.tributary.api.payment.PaymentEvent.PaymentAuthorized;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentEvent.PaymentRefunded;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.payment.PaymentStatus;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserReactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.views.Columns;
import io.tributary.views.orderdetails.OrderDetails.Customer;
import io.tributary.views.orderdetails.OrderDetails.Payment;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import tools.jackson.databind.json.JsonMapper;

/** The columns of the view. An event writes those it is about, null where it leaves what is there, and always moves the position. */
record OrderDetailsColumns(JsonMapper json) {
    static final String USER = """
            update order_details_customer set name = coalesce(:name, name), email = coalesce(:email, email), position = :position
            where generation = :generation and user_id = :id and position < :unseenBelow""";
    static final String ORDER = """
            update order_details set customer_id = coalesce(:customer, customer_id), status = :status,
                placed_at = coalesce(:placedAt, placed_at), total = coalesce(:total, total), currency = coalesce(:currency, currency),
                lines = coalesce(:lines, lines), order_position = :position
            where generation = :generation and order_id = :id and order_position < :unseenBelow""";
    static final String PAYMENT = """
            update order_details set payment_id = :payment,
                payment_status = case when :refunded = payment_amount then 'REFUNDED' else coalesce(:status, payment_status) end,
                payment_amount = coalesce(:amount, payment_amount), payment_refunded = coalesce(:refunded, payment_refunded),
                payment_currency = coalesce(:currency, payment_currency), payment_position = :position
            where generation = :generation and order_id = :id and payment_position < :unseenBelow""";

    SqlParameterSource of(UserEvent event, MapSqlParameterSource row) {
        row.addValue("name", null, Types.VARCHAR).addValue("email", null, Types.VARCHAR);
        return switch (event) {
            case UserRegistered e -> row.addValue("name", e.name().value());
            case UserRenamed e -> row.addValue("name", e.name().value());
            case UserEmailChanged e -> row.addValue("email", e.email().value());
            case UserDeactivated _,UserReactivated _ -> row;
        };
    }

    SqlParameterSource of(OrderEvent event, MapSqlParameterSource row) {
        row.addValue("customer", null, Types.OTHER).addValue("placedAt", null, Types.BIGINT).addValue("total", null,
                Types.NUMERIC).addValue("currency", null, Types.VARCHAR).addValue("lines", null, Types.VARCHAR);
        return switch (event) {
            case OrderPlaced e ->
                row.addValue("status", OrderStatus.PLACED.name()).addValue("customer", e.customerId().value()).addValue("placedAt",
                        Columns.nanos(e.placedAt())).addValue("total", e.total().amount()).addValue("currency",
                                e.total().currency().getCurrencyCode()).addValue("lines", json.writeValueAsString(e.lines()));
            case OrderConfirmed _ -> row.addValue("status", OrderStatus.CONFIRMED.name());
            case OrderShipped _ -> row.addValue("status", OrderStatus.SHIPPED.name());
            case OrderCancelled _ -> row.addValue("status", OrderStatus.CANCELLED.name());
        };
    }

    SqlParameterSource of(PaymentEvent event, MapSqlParameterSource row) {
        row.addValue("payment", event.paymentId().value()).addValue("amount", null, Types.NUMERIC).addValue("refunded", null,
                Types.NUMERIC).addValue("currency", null, Types.VARCHAR).addValue("status", null, Types.VARCHAR);
        return switch (event) {
            case PaymentRequested e ->
                row.addValue("status", PaymentStatus.REQUESTED.name()).addValue("amount", e.amount().amount()).addValue("refunded",
                        BigDecimal.ZERO).addValue("currency", e.amount().currency().getCurrencyCode());
            case PaymentAuthorized _ -> row.addValue("status", PaymentStatus.AUTHORIZED.name());
            case PaymentDeclined _ -> row.addValue("status", PaymentStatus.DECLINED.name());
            case PaymentCaptured _ -> row.addValue("status", PaymentStatus.CAPTURED.name());
            case PaymentVoided _ -> row.addValue("status", PaymentStatus.VOIDED.name());
            case PaymentRefunded e -> row.addValue("status", PaymentStatus.CAPTURED.name()).addValue("refunded", e.refunded().amount());
            case LateAuthorizationRefused _ -> row;
        };
    }

    OrderDetails details(ResultSet row) throws SQLException {
        return new OrderDetails(new OrderId(row.getObject("order_id", UUID.class)), OrderStatus.valueOf(row.getString("status")),
                Columns.time(row.getLong("placed_at")), Columns.money(row, "total", "currency"),
                List.of(json.readValue(row.getString("lines"), OrderLine[].class)),
                new Customer(new UserId(row.getObject("customer_id", UUID.class)), row.getString("customer_name"),
                        row.getString("customer_email")),
                payment(row));
    }

    private static @Nullable Payment payment(ResultSet row) throws SQLException {
        UUID id = row.getObject("payment_id", UUID.class);
        return id == null
                ? null
                : new Payment(new PaymentId(id), PaymentStatus.valueOf(row.getString("payment_status")),
                        Columns.moneyIfAny(row, "payment_amount", "payment_currency"),
                        Columns.moneyIfAny(row, "payment_refunded", "payment_currency"));
    }
}
