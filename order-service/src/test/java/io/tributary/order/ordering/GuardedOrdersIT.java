package io.tributary.order.ordering;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.UserId;
import io.tributary.order.OrderHttp;
import io.tributary.order.OrderServiceIntegration;
import io.tributary.order.customercopy.CustomerCopy;
import io.tributary.security.Role;
import io.tributary.security.testing.GuardedListenerContract;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may see, place and change an order. */
@OrderServiceIntegration
class GuardedOrdersIT extends GuardedListenerContract {
    private static final String REASON = "{\"reason\":\"changed my mind\"}";
    private final CustomerCopy copy;

    @Autowired
    GuardedOrdersIT(CustomerCopy copy) {
        this.copy = copy;
    }

    @Test
    void customers_order_for_themselves_only() throws Exception {
        UserId ada = OrderHttp.customer(copy, "Ada");
        UserId ben = OrderHttp.customer(copy, "Ben");
        HttpResponse<String> foreign = place(ada, ben);
        var nobody = new UserId(UUID.randomUUID());
        HttpResponse<String> unknown = place(ada, nobody);
        assertThat(foreign.statusCode()).as(foreign.body()).isEqualTo(409);
        assertThat(foreign.body()).contains("/problems/customer-not-active");
        assertThat(foreign.body().replace(ben.text(), "ID")).isEqualTo(unknown.body().replace(nobody.text(), "ID"));
        assertThat(place(ada, ada).statusCode()).isEqualTo(201);
    }

    @Test
    void customers_see_and_cancel_their_own_orders_and_no_others() throws Exception {
        UserId ada = OrderHttp.customer(copy, "Ada");
        UserId ben = OrderHttp.customer(copy, "Ben");
        UUID order = placed(ben);
        looksUnknown(ada.value(), order, id -> request("/orders/" + id));
        looksUnknown(ada.value(), order, id -> change("POST", "/orders/" + id + "/cancellation", REASON));
        assertThat(send(as(Role.CUSTOMER, ben.value(), request("/orders/" + order))).body()).contains("\"PLACED\"");
        assertThat(
                send(as(Role.CUSTOMER, ben.value(), change("POST", "/orders/" + order + "/cancellation", REASON))).statusCode()).isEqualTo(
                        204);
    }

    @Test
    void a_list_shows_customers_their_own_orders_whatever_they_ask_for() throws Exception {
        UserId ada = OrderHttp.customer(copy, "Ada");
        UserId ben = OrderHttp.customer(copy, "Ben");
        UUID adas = placed(ada);
        UUID bens = placed(ben);
        eventually(() -> assertThat(read(Role.OPS, ben.value(), "/orders?customerId=" + ben)).contains(bens.toString()));
        eventually(() -> assertThat(read(Role.OPS, ben.value(), "/orders?customerId=" + ada)).contains(adas.toString()));
        assertThat(read(Role.CUSTOMER, ben.value(), "/orders")).contains(bens.toString()).doesNotContain(adas.toString());
        assertThat(read(Role.CUSTOMER, ben.value(), "/orders?customerId=" + ben)).contains(bens.toString());
        assertThat(read(Role.CUSTOMER, ben.value(), "/orders?customerId=" + ada)).contains("\"items\":[]");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OPS", mode = EnumSource.Mode.EXCLUDE)
    void orders_are_shipped_by_the_shop(Role role) throws Exception {
        UserId ada = OrderHttp.customer(copy, "Ada");
        var shipment = change("POST", "/orders/" + placed(ada) + "/shipment", "{\"trackingNumber\":\"T-1\"}");
        assertThat(send(as(role, ada.value(), shipment)).statusCode()).isEqualTo(403);
    }

    private UUID placed(UserId customer) throws Exception {
        HttpResponse<String> answer = place(customer, customer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return UUID.fromString(answer.headers().firstValue("Location").orElseThrow().substring("/orders/".length()));
    }

    private HttpResponse<String> place(UserId caller, UserId customer) throws Exception {
        return send(as(Role.CUSTOMER, caller.value(), change("POST", "/orders", OrderHttp.order(customer))));
    }
}
