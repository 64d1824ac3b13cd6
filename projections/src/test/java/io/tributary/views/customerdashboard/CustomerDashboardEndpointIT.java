package io.tributary.views.customerdashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentEvent.PaymentCaptured;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserId;
import io.tributary.views.ProjectionsUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustomerDashboardEndpointIT extends ProjectionsUnderTest {
    private static final Money TOTAL = Money.of("25.00", "EUR");

    private final UserId customer = new UserId(UUID.randomUUID());
    private final OrderId order = new OrderId(UUID.randomUUID());

    @Test
    void a_dashboard_shows_what_was_published() throws Exception {
        var captured = publish(new PaymentCaptured(new PaymentId(UUID.randomUUID()), order, TOTAL));
        var placed = publish(new OrderPlaced(order, customer, List.of(), TOTAL, "card-visa", Instant.parse("2026-01-01T12:00:00Z"), 0));
        var registered = publish(new UserRegistered(customer, new PersonName("Ada")));
        assertThat(getAfter("/views/customers/%s/dashboard".formatted(customer), captured, placed, registered)).isEqualTo(body("""
                {"userId":"%s","name":"Ada","orders":1,"openOrders":1,"lifetimeValue":[{"amount":"25.00","currency":"EUR"}],"refunded":[],
                 "recentOrders":[{"orderId":"%s","status":"PLACED","placedAt":"2026-01-01T12:00:00Z",
                                  "total":{"amount":"25.00","currency":"EUR"}}]}""".formatted(customer, order)));
    }

    @Test
    void a_customer_nobody_published_is_not_found() throws Exception {
        isProblem(get("/views/customers/%s/dashboard".formatted(UUID.randomUUID())), 404, "user-not-found");
    }

    @Test
    void an_id_that_is_none_is_refused() throws Exception {
        assertThat(get("/views/customers/42/dashboard").statusCode()).isEqualTo(400);
    }
}
