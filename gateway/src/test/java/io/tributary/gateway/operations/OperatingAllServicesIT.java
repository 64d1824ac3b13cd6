package io.tributary.gateway.operations;

import static io.tributary.gateway.Peers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.GatewayUnderTest;
import io.tributary.gateway.PassedBody;
import io.tributary.gateway.Peers;
import io.tributary.gateway.Service;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingAllServicesIT extends GatewayUnderTest {
    @Test
    void lists_of_all_services_are_merged() throws Exception {
        PEERS.tell(Service.USER, json(200, "{\"items\":[{\"service\":\"user-service\"}],\"next\":null}"));
        PEERS.tell(Service.PROJECTIONS, json(200, "{\"items\":[{\"service\":\"projections\"}],\"next\":null}"));
        PEERS.tell(Service.PAYMENT, Peers.BREAKS_OFF);
        var answer = get("/operations/processors");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(
                "{\"items\":[{\"service\":\"user-service\"},{\"service\":\"projections\"}],\"unreachable\":[\"payment-service\"],\"next\":null}");
    }

    @Test
    void a_list_goes_on_where_those_of_the_services_do() throws Exception {
        PEERS.tell(Service.USER, json(200, "{\"items\":[],\"next\":null}"));
        PEERS.tell(Service.ORDER, json(200, "{\"items\":[],\"next\":\"b_1\"}"));
        PEERS.tell(Service.PROJECTIONS, json(200, "{\"items\":[],\"next\":\"c-2\"}"));
        assertThat(get("/operations/dead-letters?limit=1").body()).contains("\"next\":\"order-service:b_1,projections:c-2\"");
        assertThat(PEERS.asked()).contains("user-service GET /operations/dead-letters?limit=1");
        PEERS.tell(Service.ORDER, json(200, "{\"items\":[],\"next\":null}"));
        assertThat(get("/operations/dead-letters?limit=1&cursor=order-service:b_1,projections:c-2").body()).contains(
                "\"next\":\"projections:c-2\"");
        assertThat(PEERS.asked()).contains("order-service GET /operations/dead-letters?cursor=b_1&limit=1",
                "projections GET /operations/dead-letters?cursor=c-2&limit=1").doesNotContain(
                        "user-service GET /operations/dead-letters?cursor=b_1&limit=1");
        var foreign = get("/operations/dead-letters?cursor=nonsense");
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(foreign.body()).contains("/problems/invalid-cursor");
    }

    @Test
    void a_rebuild_goes_to_the_service_that_has_the_projection_and_is_found_again_by_its_id() throws Exception {
        PEERS.tell(Service.ORDER, exchange -> {
            exchange.getResponseHeaders().add("Location", "/operations/rebuilds/7");
            json(202, "{\"id\":\"7\",\"state\":\"RUNNING\"}").handle(exchange);
        });
        var begun = post("/operations/projections/customer-copy/rebuilds", "{\"mode\":\"in-place\"}");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(begun.headers().firstValue("Location")).hasValue("/operations/rebuilds/order-service:7");
        assertThat(begun.body()).contains("\"id\":\"order-service:7\"");
        get("/operations/rebuilds/order-service:7");
        assertThat(PEERS.asked()).containsExactly("order-service POST /operations/projections/customer-copy/rebuilds",
                "order-service GET /operations/rebuilds/7");
    }

    @Test
    void a_refusal_of_the_service_is_passed_on() throws Exception {
        PEERS.tell(Service.PROJECTIONS, json(409, "{\"type\":\"/problems/rebuild-running\"}"));
        var refused = post("/operations/projections/order-details/rebuilds", "{\"mode\":\"in-place\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("/problems/rebuild-running");
    }

    @Test
    void what_a_service_refuses_about_a_request_to_all_is_the_answer() throws Exception {
        PEERS.tell(Service.USER, json(400, "{\"type\":\"/problems/malformed-json\"}"));
        var refused = post("/operations/dead-letters/retry", "{");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(PEERS.asked()).hasSize(1);
    }

    @Test
    void a_body_over_one_mebibyte_goes_nowhere() throws Exception {
        assertThat(post("/operations/dead-letters/retry", "x".repeat(PassedBody.LIMIT + 1)).statusCode()).isEqualTo(413);
        assertThat(PEERS.asked()).isEmpty();
    }

    @Test
    void unknown_names_and_ids_are_not_found() throws Exception {
        assertThat(post("/operations/projections/nothing/rebuilds", "{}").statusCode()).isEqualTo(404);
        assertThat(get("/operations/rebuilds/7").statusCode()).isEqualTo(404);
        assertThat(post("/operations/publications/nobody/republish", "{}").statusCode()).isEqualTo(404);
        assertThat(PEERS.asked()).isEmpty();
    }

    @Test
    void sequences_of_dead_letters_carry_their_service() throws Exception {
        PEERS.tell(Service.ORDER, json(200, "{\"items\":[{\"cause\":\"x\",\"sequences\":[{\"id\":\"p~s\"}]}]}"));
        assertThat(get("/operations/dead-letters").body()).contains("\"id\":\"order-service:p~s\"");
        post("/operations/dead-letters/order-service:p~s/retry", "");
        assertThat(PEERS.asked()).contains("order-service POST /operations/dead-letters/p~s/retry");
    }

    @Test
    void dead_letters_of_one_cause_or_all_are_retried_in_every_service() throws Exception {
        var told = new ConcurrentLinkedQueue<String>();
        for (Service service : List.of(Service.USER, Service.ORDER, Service.PROJECTIONS)) {
            PEERS.tell(service, exchange -> {
                told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                json(200, "{\"items\":[{\"id\":\"p~s\",\"handled\":1,\"remaining\":0}],\"next\":null}").handle(exchange);
            });
        }
        PEERS.tell(Service.PAYMENT, json(500, "{}"));
        var answer = post("/operations/dead-letters/retry", "{\"cause\":\"IllegalStateException at Rows.write:12\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":\"user-service:p~s\"", "\"id\":\"order-service:p~s\"", "\"id\":\"projections:p~s\"",
                "\"service\":\"order-service\"", "\"unreachable\":[\"payment-service\"]");
        assertThat(told).hasSize(3).containsOnly("{\"cause\":\"IllegalStateException at Rows.write:12\"}");
        post("/operations/dead-letters/retry", "{}");
        assertThat(told).last().isEqualTo("{}");
    }

    @Test
    void a_sequence_is_discarded_with_a_reason() throws Exception {
        PEERS.tell(Service.PAYMENT, json(200, "{\"id\":\"p~s\",\"handled\":0,\"remaining\":0}"));
        var answer = send(request("/operations/dead-letters/payment-service:p~s?reason=never%20shipped&all=true").DELETE());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":\"payment-service:p~s\"");
        assertThat(PEERS.asked()).containsExactly("payment-service DELETE /operations/dead-letters/p~s?reason=never%20shipped&all=true");
    }

    @ParameterizedTest
    @CsvSource({"GET, /operations/processors", "GET, /operations/rebuilds", "GET, /operations/dead-letters",
            "GET, /operations/publications",
            "GET, /operations/log", "POST, /operations/projections/payer-copy/rebuilds", "GET, /operations/rebuilds/payment-service:7",
            "POST, /operations/rebuilds/payment-service:7/cancellation", "POST, /operations/projections/ledger/rollback",
            "POST, /operations/projections/ledger/audit", "POST, /operations/dead-letters/payment-service:p~s/retry",
            "POST, /operations/dead-letters/retry", "DELETE, /operations/dead-letters/payment-service:p~s",
            "POST, /operations/publications/payment/republish"})
    void every_operation_has_a_route(String method, String path) throws Exception {
        PEERS.tell(Service.PAYMENT, json(200, "{}"));
        var answer = send(request(path).header("Content-Type", "application/json").method(method,
                method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(PEERS.asked()).anyMatch(asked -> asked.startsWith("payment-service " + method + " /operations/"));
    }
}
