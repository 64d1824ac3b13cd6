package io.tributary.gateway.composition;

import static io.tributary.gateway.Peers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import io.tributary.gateway.GatewayUnderTest;
import io.tributary.gateway.Peers;
import io.tributary.gateway.Service;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComposingOrderDetailsIT extends GatewayUnderTest {
    private static final String ID = "11111111-1111-4111-8111-111111111111";
    private static final String PATH = "/compositions/order-details/" + ID;
    private static final String ORDER = """
            {"orderId":"%s","customerId":"c1","customerName":"copied","status":"SHIPPED","placedAt":"2026-01-01T00:00:00Z",
             "total":{"amount":"25.00","currency":"EUR"},"lines":[{"sku":"s"}],"paymentMethod":"card-visa","version":3}""";
    private static final String CUSTOMER = "{\"userId\":\"c1\",\"name\":\"Ada\",\"email\":\"ada@example.org\",\"status\":\"ACTIVE\",\"version\":1}";
    private static final String PAYMENT = """
            {"paymentId":"p1","orderId":"%s","customerId":"c1","status":"CAPTURED","amount":{"amount":"25.00","currency":"EUR"},
             "refunded":{"amount":"0.00","currency":"EUR"},"declineReason":null,"version":3}""";

    private final CountDownLatch over = new CountDownLatch(1);

    @Autowired private JsonMapper json;

    @AfterEach
    void end() {
        over.countDown();
    }

    @Test
    void an_order_comes_with_its_customer_and_payment() throws Exception {
        allAnswer();
        assertThat(json.readTree(get(PATH).body())).isEqualTo(json.readTree("""
                {"orderId":"%s","status":"SHIPPED","placedAt":"2026-01-01T00:00:00Z","total":{"amount":"25.00","currency":"EUR"},
                 "lines":[{"sku":"s"}],"customer":{"userId":"c1","name":"Ada","email":"ada@example.org"},
                 "payment":{"paymentId":"p1","status":"CAPTURED","amount":{"amount":"25.00","currency":"EUR"},
                            "refunded":{"amount":"0.00","currency":"EUR"}},
                 "parts":{"order":"ok","customer":"ok","payment":"ok"}}""".formatted(ID)));
        assertThat(PEERS.asked()).containsExactlyInAnyOrder("order-service GET /orders/" + ID,
                "payment-service GET /payments?orderId=" + ID,
                "user-service GET /users/c1");
    }

    @Test
    void what_is_missing_is_named_and_null() throws Exception {
        PEERS.tell(Service.ORDER, json(200, ORDER.formatted(ID)));
        PEERS.tell(Service.PAYMENT, json(200, "{\"items\":[]}"));
        JsonNode answer = ok(get(PATH));
        assertThat(answer.get("customer").isNull()).isTrue();
        assertThat(answer.get("payment").isNull()).isTrue();
        assertThat(answer.get("parts")).isEqualTo(parts("ok", "missing", "missing"));
    }

    @Test
    void what_java_alone_reads_as_an_id_is_refused_and_nobody_asked() throws Exception {
        var answer = get("/compositions/order-details/1-1-1-1-1");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).get("type").asString()).isEqualTo("/problems/invalid-request");
        assertThat(PEERS.asked()).isEmpty();
    }

    @Test
    void slow_parts_do_not_hold_up_the_others() throws Exception {
        JsonNode answer = withinTheDeadline(Service.PAYMENT);
        assertThat(answer.get("payment").isNull()).isTrue();
        assertThat(answer.get("parts").get("payment").asString()).isEqualTo("timeout");
        assertThat(answer.get("status").asString()).isEqualTo("SHIPPED");
    }

    @Test
    void an_order_that_is_late_is_marked() throws Exception {
        JsonNode answer = withinTheDeadline(Service.ORDER);
        assertThat(answer.get("status").isNull()).isTrue();
        assertThat(answer.get("parts").get("order").asString()).isEqualTo("timeout");
    }

    private JsonNode withinTheDeadline(Service silent) throws Exception {
        allAnswer();
        ok(get(PATH)); // connected
        PEERS.tell(silent, silent());
        long start = System.nanoTime();
        JsonNode answer = ok(get(PATH));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        return answer;
    }

    @Test
    void a_customer_that_is_late_is_marked() throws Exception {
        allAnswer();
        PEERS.tell(Service.USER, silent());
        assertThat(ok(get(PATH)).get("parts")).isEqualTo(parts("ok", "timeout", "ok"));
    }

    @Test
    void faults_of_an_owner_are_marked_too() throws Exception {
        allAnswer();
        PEERS.tell(Service.USER, json(500, "{}"));
        PEERS.tell(Service.PAYMENT, json(200, "no json"));
        assertThat(ok(get(PATH)).get("parts")).isEqualTo(parts("ok", "timeout", "timeout"));
    }

    @Test
    void without_its_order_the_payment_still_says_who_the_customer_is() throws Exception {
        allAnswer();
        PEERS.tell(Service.ORDER, Peers.BREAKS_OFF);
        JsonNode answer = ok(get(PATH));
        assertThat(answer.get("parts")).isEqualTo(parts("timeout", "ok", "ok"));
        assertThat(answer.get("orderId").asString()).isEqualTo(ID);
        assertThat(answer.get("status").isNull()).isTrue();
        assertThat(answer.get("customer").get("name").asString()).isEqualTo("Ada");
    }

    @Test
    void a_missing_order_is_not_found() throws Exception {
        HttpResponse<String> answer = get(PATH);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/problems/order-not-found");
    }

    @Test
    void an_id_that_is_none_is_refused() throws Exception {
        HttpResponse<String> answer = get("/compositions/order-details/42");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/").doesNotContain("java");
    }

    @Test
    void a_page_costs_one_call_per_owner() throws Exception {
        String other = "22222222-2222-4222-8222-222222222222";
        PEERS.tell(Service.ORDER,
                json(200, "{\"items\":[%s,%s],\"next\":\"n\"}".formatted(ORDER.formatted(ID), ORDER.formatted(other))));
        PEERS.tell(Service.USER, json(200, "{\"items\":[%s]}".formatted(CUSTOMER)));
        PEERS.tell(Service.PAYMENT, json(200, "{\"items\":[%s]}".formatted(PAYMENT.formatted(ID))));
        JsonNode page = ok(get("/compositions/order-details?customerId=c1&limit=2"));
        assertThat(page.get("next").asString()).isEqualTo("n");
        assertThat(page.get("items").get(0).get("parts")).isEqualTo(parts("ok", "ok", "ok"));
        assertThat(page.get("items").get(1).get("parts")).isEqualTo(parts("ok", "ok", "missing"));
        assertThat(page.get("items").get(1).get("customer").get("name").asString()).isEqualTo("Ada");
        assertThat(PEERS.asked()).containsExactlyInAnyOrder("order-service GET /orders?customerId=c1&limit=2",
                "user-service GET /users?ids=c1",
                "payment-service GET /payments?orderIds=%s,%s".formatted(ID, other));
    }

    @Test
    void a_page_marks_the_part_of_each_row_that_is_late() throws Exception {
        PEERS.tell(Service.ORDER, json(200, "{\"items\":[%s],\"next\":null}".formatted(ORDER.formatted(ID))));
        PEERS.tell(Service.USER, json(200, "{\"items\":[]}"));
        PEERS.tell(Service.PAYMENT, silent());
        JsonNode page = ok(get("/compositions/order-details?customerId=c1"));
        assertThat(page.get("items").get(0).get("parts")).isEqualTo(parts("ok", "missing", "timeout"));
        assertThat(page.get("parts").get("payment").asString()).isEqualTo("timeout");
    }

    @Test
    void a_page_of_nobody_is_empty() throws Exception {
        PEERS.tell(Service.ORDER, json(200, "{\"items\":[],\"next\":null}"));
        assertThat(ok(get("/compositions/order-details?customerId=c9")).get("items")).isEmpty();
        assertThat(PEERS.asked()).hasSize(1);
    }

    @Test
    void what_the_orders_owner_refuses_is_refused() throws Exception {
        PEERS.tell(Service.ORDER, json(400, "{\"type\":\"/problems/invalid-cursor\",\"detail\":\"the cursor is not ours\"}"));
        HttpResponse<String> answer = get("/compositions/order-details?cursor=x");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/invalid-cursor", "the cursor is not ours");
    }

    private void allAnswer() {
        PEERS.tell(Service.ORDER, json(200, ORDER.formatted(ID)));
        PEERS.tell(Service.USER, json(200, CUSTOMER));
        PEERS.tell(Service.PAYMENT, json(200, "{\"items\":[%s]}".formatted(PAYMENT.formatted(ID))));
    }

    private HttpHandler silent() {
        return exchange -> {
            try {
                over.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    private JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private JsonNode parts(String order, String customer, String payment) {
        return json.createObjectNode().put("order", order).put("customer", customer).put("payment", payment);
    }
}
