package io.tributary.payment.payments;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.payment.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.UserId;
import io.tributary.payment.Orders;
import io.tributary.payment.PaymentServiceIntegration;
import io.tributary.security.Role;
import io.tributary.security.testing.GuardedListenerContract;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may see and refund a payment. */
@PaymentServiceIntegration
class GuardedPaymentsIT extends GuardedListenerContract {
    private static final String REFUND = "{\"amount\":\"1.00\",\"reason\":\"damaged\"}";

    @Test
    void customers_see_their_own_payments_and_no_others() throws Exception {
        OrderPlaced order = requested(new UserId(UUID.randomUUID()));
        OrderPlaced other = requested(new UserId(UUID.randomUUID()));
        UUID ada = order.customerId().value();
        UUID foreign = PaymentId.forOrder(other.orderId()).value();
        looksUnknown(ada, foreign, id -> request("/payments/" + id));
        assertThat(read(Role.CUSTOMER, ada, "/payments?orderId=" + other.orderId())).isEqualTo("{\"items\":[]}");
        String both = "/payments?orderIds=%s,%s".formatted(other.orderId(), order.orderId());
        assertThat(read(Role.CUSTOMER, ada, both)).contains(order.orderId().text()).doesNotContain(other.orderId().text());
        assertThat(read(Role.SUPPORT, ada, both)).contains(order.orderId().text(), other.orderId().text());
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OPS", mode = EnumSource.Mode.EXCLUDE)
    void money_is_given_back_by_the_shop(Role role) throws Exception {
        OrderPlaced order = requested(new UserId(UUID.randomUUID()));
        var refund = change("POST", "/payments/" + PaymentId.forOrder(order.orderId()) + "/refunds", REFUND);
        assertThat(send(as(role, order.customerId().value(), refund)).statusCode()).isEqualTo(403);
    }

    @Test
    void the_books_are_nothing_for_customers() throws Exception {
        assertThat(send(as(Role.CUSTOMER, request("/ledger"))).statusCode()).isEqualTo(403);
        assertThat(send(as(Role.SUPPORT, request("/ledger"))).statusCode()).isEqualTo(200);
    }

    private OrderPlaced requested(UserId customer) {
        OrderPlaced order = Orders.placed(customer, "card-visa", "25.00", "EUR");
        ORDERS.publish(order);
        eventually(() -> assertThat(read(Role.OPS, customer.value(), "/payments?orderId=" + order.orderId())).contains(customer.text()));
        return order;
    }
}
