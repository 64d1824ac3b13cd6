package io.tributary.gateway;

import static io.tributary.gateway.Peers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.security.Role;
import io.tributary.security.testing.GuardedListenerContract;
import io.tributary.security.testing.TestIssuer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestIssuer.Believed.class)
class GuardedGatewayIT extends GuardedListenerContract {
    private static final Peers PEERS = new Peers();

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        PEERS.registerWithDeadInstance(registry);
    }

    @AfterEach
    void nothingToldAnyMore() {
        PEERS.reset();
    }

    @Test
    void registering_needs_no_token() throws Exception {
        PEERS.tell(Service.USER, json(201, "{}"));
        assertThat(send(request("/users").POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(201);
        assertThat(send(request("/users/1/name").PUT(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(401);
    }

    @Test
    void a_service_is_told_who_calls_and_in_which_request() throws Exception {
        var token = new AtomicReference<>("");
        var id = new AtomicReference<>("");
        PEERS.tell(Service.ORDER, exchange -> {
            token.set(exchange.getRequestHeaders().getFirst("Authorization"));
            id.set(exchange.getRequestHeaders().getFirst("X-Request-Id"));
            exchange.getResponseHeaders().add("X-Request-Id", id.get());
            json(200, "{}").handle(exchange);
        });
        var answer = send(as(Role.CUSTOMER, request("/orders/1")));
        assertThat(token.get()).startsWith("Bearer ");
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly(id.get());
    }

    @Test
    void a_composition_asks_in_the_name_of_its_caller() throws Exception {
        var token = new AtomicReference<>("");
        PEERS.tell(Service.ORDER, exchange -> {
            token.set(exchange.getRequestHeaders().getFirst("Authorization"));
            json(404, "{}").handle(exchange);
        });
        assertThat(send(
                as(Role.CUSTOMER, request("/compositions/order-details/11111111-1111-4111-8111-111111111111"))).statusCode()).isEqualTo(
                        404);
        assertThat(token.get()).startsWith("Bearer ");
    }

    @Test
    void figures_are_read_by_ops_and_services() throws Exception {
        for (Role role : List.of(Role.OPS, Role.SERVICE)) {
            var answer = send(as(role, request("/actuator/prometheus")));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("http_server_requests_seconds_count");
        }
        assertThat(send(as(Role.CUSTOMER, request("/actuator/prometheus"))).statusCode()).isEqualTo(403);
    }
}
