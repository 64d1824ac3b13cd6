package io.tributary.payment.payments;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.payment.Orders.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.payment.PaymentId;
import io.tributary.payment.Orders;
import io.tributary.security.testing.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Payments as HTTP shows them, of orders whose topic tells of them. */
abstract class PaymentsOverHttp {
    static final JsonMapper JSON = JsonMapper.builder().build();

    final JdbcClient jdbc;
    RestTestClient http = RestTestClient.bindToServer().build();

    PaymentsOverHttp(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void connect(@LocalServerPort int port) {
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).defaultHeader(HttpHeaders.AUTHORIZATION,
                TestIssuer.shared().ops()).build();
    }

    final OrderPlaced captured() {
        var order = Orders.placed("card-visa");
        ORDERS.publish(order);
        eventually(() -> assertThat(status(order)).isEqualTo("AUTHORIZED"));
        ORDERS.publish(Orders.confirmed(order), Orders.shipped(order));
        eventually(() -> assertThat(status(order)).isEqualTo("CAPTURED"));
        return order;
    }

    static PaymentId payment(OrderPlaced order) {
        return PaymentId.forOrder(order.orderId());
    }

    final String status(OrderPlaced order) {
        var items = get("/payments?orderId=" + order.orderId(), HttpStatus.OK).get("items");
        return items.isEmpty() ? "none" : items.get(0).get("status").asString();
    }

    final JsonNode get(String path, HttpStatus expected) {
        return body(http.get().uri(path).exchange().expectStatus().isEqualTo(expected).expectBody(byte[].class).returnResult());
    }

    static JsonNode body(EntityExchangeResult<byte[]> answer) {
        return JSON.readTree(answer.getResponseBody());
    }
}
