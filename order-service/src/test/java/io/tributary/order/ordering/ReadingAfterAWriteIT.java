package io.tributary.order.ordering;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.order.OrderHttp.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.EventPosition;
import io.tributary.order.OrderHttp;
import io.tributary.order.OrderServiceIntegration;
import io.tributary.order.customercopy.CustomerCopy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;

/** Reads that show something of the customers' copy wait for it, and say how far behind it is. */
@OrderServiceIntegration
class ReadingAfterAWriteIT {
    @LocalServerPort private int port;
    private final CustomerCopy copy;
    private OrderHttp http = new OrderHttp(0);

    @Autowired
    ReadingAfterAWriteIT(CustomerCopy copy) {
        this.copy = copy;
    }

    @BeforeEach
    void connect() {
        http = new OrderHttp(port);
    }

    @Test
    void one_order_waits_for_its_customers_new_name() {
        var customer = OrderHttp.customer(copy, "Before");
        String id = http.place(customer);
        for (int i = 0; i < 20; i++) {
            var read = http.getAfter("/orders/" + id, renamed(customer, "Name " + i));
            assertThat(body(read).get("customerName").asString()).isEqualTo("Name " + i);
            assertThat(read.getResponseHeaders().getFirst("Preference-Applied")).isEqualTo("wait=20");
            assertThat(read.getResponseHeaders().getFirst("Tributary-Lag-Ms")).matches("\\d+");
            assertThat(read.getResponseHeaders().getETag()).isEqualTo("\"1\"");
        }
    }

    @Test
    void a_list_waits_for_the_names_of_its_customers_too() {
        var customer = OrderHttp.customer(copy, "Before");
        String id = http.place(customer);
        String list = "/orders?customerId=" + customer;
        eventually(() -> assertThat(http.text(list)).contains(id));
        for (int i = 0; i < 20; i++) {
            var read = http.getAfter(list, renamed(customer, "Name " + i));
            assertThat(body(read).get("items").get(0).get("customerName").asString()).isEqualTo("Name " + i);
            assertThat(read.getResponseHeaders().getFirst("Preference-Applied")).isEqualTo("wait=20");
            assertThat(read.getResponseHeaders().getFirst("Tributary-Lag-Ms")).matches("\\d+");
        }
    }

    @Test
    void the_service_says_that_it_publishes_and_that_all_of_it_is_published() {
        http.place(OrderHttp.customer(copy, "Paula"));
        eventually(() -> assertThat(http.text("/actuator/prometheus")).contains("tributary_publisher_active{owner=\"order\"} 1.0",
                "tributary_publisher_lag_events{owner=\"order\"} 0.0").containsPattern(
                        "tributary_processor_segments_claimed\\{processor=\"customer-copy@\\d+\"} 4.0"));
        assertThat(http.get("/operations/publications", HttpStatus.OK).get("items").get(0).get("lag").asLong()).isZero();
    }

    private static EventPosition renamed(UserId customer, String name) {
        return new EventPosition("user", customer.text(), OrderHttp.USERS.publish(new UserRenamed(customer, new PersonName(name))));
    }
}
