package io.tributary.views;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserId;
import io.tributary.security.Role;
import io.tributary.security.testing.GuardedListenerContract;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose orders and dashboards a caller sees. */
@ProjectionsIntegration
class GuardedViewsIT extends GuardedListenerContract {
    private static final String ORDERS = "/views/order-details";

    @Test
    void customers_see_what_is_theirs_and_nothing_else() throws Exception {
        UserId ada = registered();
        UserId ben = registered();
        OrderId adas = placed(ada);
        OrderId bens = placed(ben);
        eventually(() -> assertThat(read(Role.SUPPORT, ada.value(), ORDERS + "?limit=200")).contains(adas.text(), bens.text()));
        eventually(
                () -> assertThat(read(Role.CUSTOMER, ben.value(), "/views/customers/%s/dashboard".formatted(ben))).contains(bens.text()));
        assertThat(read(Role.CUSTOMER, ada.value(), ORDERS + "/" + adas)).contains(adas.text());
        looksUnknown(ada.value(), bens.value(), id -> request(ORDERS + "/" + id));
        looksUnknown(ada.value(), ben.value(), id -> request("/views/customers/%s/dashboard".formatted(id)));
        assertThat(read(Role.CUSTOMER, ada.value(), ORDERS)).contains(adas.text()).doesNotContain(bens.text());
        assertThat(read(Role.CUSTOMER, ada.value(), ORDERS + "?customerId=" + ben)).contains("\"items\":[]");
    }

    private static UserId registered() {
        var id = new UserId(UUID.randomUUID());
        Topics.shared().publish(new UserRegistered(id, new PersonName("Ada")));
        return id;
    }

    private static OrderId placed(UserId customer) {
        var id = new OrderId(UUID.randomUUID());
        var price = Money.of("12.50", "EUR");
        Topics.shared().publish(new OrderPlaced(id, customer, List.of(new OrderLine("tea", "Tea", 1, price)), price, "card-visa",
                Instant.parse("2026-01-01T12:00:00Z"), 0));
        return id;
    }
}
