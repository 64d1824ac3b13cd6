package io.tributary.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"tributary.services.user-url=http://127.0.0.1:1",
        "tributary.services.order-url=http://127.0.0.1:1", "tributary.services.payment-url=http://127.0.0.1:1",
        "tributary.services.projections-url=http://127.0.0.1:1"})
class UnreachableServicesIT {
    @LocalServerPort private int port;

    @Test
    void a_service_that_is_not_there_is_unavailable() throws Exception {
        assertThat(get("/users/1")).startsWith("503").contains("/problems/service-unavailable", "user-service");
    }

    @Test
    void a_composition_answers_all_the_same() throws Exception {
        assertThat(get("/compositions/order-details/11111111-1111-4111-8111-111111111111")).startsWith("200").contains(
                "{\"order\":\"timeout\",\"customer\":\"timeout\",\"payment\":\"timeout\"}");
        assertThat(get("/compositions/order-details")).startsWith("200").contains("\"items\":null");
    }

    @Test
    void the_gateway_itself_is_up() throws Exception {
        assertThat(get("/actuator/health")).startsWith("200").contains("\"UP\"");
    }

    private String get(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).build(),
                    BodyHandlers.ofString());
            return answer.statusCode() + answer.body();
        }
    }
}
