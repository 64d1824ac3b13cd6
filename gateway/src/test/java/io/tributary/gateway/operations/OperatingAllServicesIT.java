package io.tributary.gateway.operations;

import static io.tributary.gateway.Peers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.gateway.GatewayUnderTest;
import io.tributary.gateway.Peers;
import io.tributary.gateway.Service;
import org.junit.jupiter.api.Test;

class OperatingAllServicesIT extends GatewayUnderTest {
    @Test
    void lists_of_all_services_are_merged() throws Exception {
        PEERS.tell(Service.USER, json(200, "{\"items\":[{\"service\":\"user-service\"}],\"next\":null}"));
        PEERS.tell(Service.PROJECTIONS, json(200, "{\"items\":[{\"service\":\"projections\"}],\"next\":null}"));
        PEERS.tell(Service.PAYMENT, Peers.BREAKS_OFF);
        var answer = get("/operations/processors");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(
                "{\"items\":[{\"service\":\"user-service\"},{\"service\":\"projections\"}],\"unreachable\":[\"payment-service\"]}");
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
}
