package io.tributary.gateway.routing;

import static io.tributary.gateway.Peers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpHandler;
import io.tributary.gateway.GatewayUnderTest;
import io.tributary.gateway.PassedBody;
import io.tributary.gateway.Peers;
import io.tributary.gateway.Service;
import io.tributary.security.testing.UnreadableRequest;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PassingRequestsOnIT extends GatewayUnderTest {
    @ParameterizedTest
    @CsvSource({"/users, USER", "/users/1/name, USER", "/orders, ORDER", "/orders/1/shipment, ORDER", "/payments/1, PAYMENT",
            "/payments, PAYMENT", "/ledger, PAYMENT", "/views/order-details/1, PROJECTIONS"})
    void every_path_has_an_owner(String path, Service owner) throws Exception {
        PEERS.tell(owner, json(200, "{\"from\":\"%s\"}".formatted(owner)));
        assertThat(get(path).body()).contains(owner.name());
        assertThat(PEERS.asked()).containsExactly(owner.text() + " GET " + path);
    }

    @Test
    void path_and_query_arrive_as_they_were_sent() throws Exception {
        get("/orders/a%20b?cursor=a%2Bb%3D%3D&cursor=+c&e=%C3%A9");
        assertThat(PEERS.asked()).containsExactly("order-service GET /orders/a%20b?cursor=a%2Bb%3D%3D&cursor=+c&e=%C3%A9");
    }

    @Test
    void method_body_and_headers_are_passed_on_but_not_those_of_one_connection() throws Exception {
        var seen = new Headers();
        var body = new AtomicReference<>("");
        PEERS.tell(Service.USER, exchange -> {
            seen.putAll(exchange.getRequestHeaders());
            body.set(exchange.getRequestMethod() + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            json(204, "").handle(exchange);
        });
        send(request("/users/1/name").header("Idempotency-Key", "k-1").header("If-Match", "\"3\"").header("TE", "trailers").header(
                "Content-Type", "application/json").PUT(BodyPublishers.ofString("{\"name\":\"Zoë\"}")));
        assertThat(body.get()).isEqualTo("PUT{\"name\":\"Zoë\"}");
        assertThat(seen).containsKeys("Idempotency-key", "If-match", "Content-type").doesNotContainKey("Te");
        assertThat(seen.getFirst("Host")).isEqualTo(PEERS.url(Service.USER).substring("http://".length()));
    }

    @Test
    void status_headers_and_body_of_the_answer_come_back() throws Exception {
        PEERS.tell(Service.ORDER, exchange -> {
            Headers headers = exchange.getResponseHeaders();
            headers.add("Location", "/orders/1");
            headers.add("ETag", "\"1\"");
            headers.add("Connection", "X-Inner");
            headers.add("X-Inner", "secret");
            json(201, "{\"orderId\":\"1\"}").handle(exchange);
        });
        HttpResponse<String> answer = post("/orders", "{}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/orders/1");
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(answer.headers().firstValue("X-Inner")).isEmpty();
        assertThat(answer.body()).isEqualTo("{\"orderId\":\"1\"}");
    }

    @Test
    void refusals_of_a_service_stay_its_own() throws Exception {
        PEERS.tell(Service.USER, json(409, "{\"type\":\"/problems/email-taken\"}"));
        HttpResponse<String> answer = post("/users", "{}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).isEqualTo("{\"type\":\"/problems/email-taken\"}");
    }

    @Test
    void an_answer_is_streamed_before_it_is_complete() throws Exception {
        var firstHalfSeen = new CountDownLatch(1);
        PEERS.tell(Service.PAYMENT, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.getResponseBody().write((awaited(firstHalfSeen) ? "end" : "never asked").getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        try (var socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream().write("GET /ledger HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readNBytes(16 * 1024);
            firstHalfSeen.countDown();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("end");
        }
    }

    @Test
    void every_request_finds_the_instance_that_is_there() throws Exception {
        PEERS.tell(Service.USER, json(200, "{}"));
        for (int i = 0; i < 6; i++) {
            assertThat(post("/users", "{}").statusCode()).isEqualTo(200);
        }
        assertThat(PEERS.asked()).hasSize(6);
    }

    @Test
    void a_slow_service_is_a_gateway_timeout() throws Exception {
        var over = new CountDownLatch(1);
        PEERS.tell(Service.USER, exchange -> {
            awaited(over);
            exchange.close();
        });
        isProblem(get("/users/1"), 504, "service-timeout");
        over.countDown();
    }

    @Test
    void an_answer_that_breaks_off_is_a_bad_gateway() throws Exception {
        PEERS.tell(Service.USER, Peers.BREAKS_OFF);
        isProblem(post("/users", "{}"), 502, "service-failed");
    }

    @Test
    void a_small_answer_that_stalls_is_a_bad_gateway() throws Exception {
        var over = new CountDownLatch(1);
        PEERS.tell(Service.USER, stalling(100, over));
        isProblem(get("/users/1"), 502, "service-failed");
        over.countDown();
    }

    @Test
    void a_large_answer_that_stalls_does_not_look_complete() {
        var over = new CountDownLatch(1);
        PEERS.tell(Service.USER, stalling(100_000, over));
        assertThatIOException().isThrownBy(() -> get("/users"));
        over.countDown();
    }

    @Test
    void a_body_over_one_mebibyte_is_refused_here() throws Exception {
        PEERS.tell(Service.ORDER, json(200, "{}"));
        assertThat(post("/orders", "x".repeat(PassedBody.LIMIT)).statusCode()).isEqualTo(200);
        isProblem(post("/orders", "x".repeat(PassedBody.LIMIT + 1)), 413, "content-too-large");
    }

    @Test
    void a_form_is_passed_on_unread() throws Exception {
        var body = new AtomicReference<>("");
        PEERS.tell(Service.ORDER, exchange -> {
            body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            json(415, "{}").handle(exchange);
        });
        var form = request("/orders/1").header("Content-Type", "application/x-www-form-urlencoded");
        assertThat(send(form.PUT(BodyPublishers.ofString("a=1&b=2"))).statusCode()).isEqualTo(415);
        assertThat(body.get()).isEqualTo("a=1&b=2");
    }

    static Stream<UnreadableRequest> unreadable() {
        return UnreadableRequest.all("/compositions/order-details?limit=1", "/operations/dead-letters/retry");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void what_cannot_be_read_is_refused_here(UnreadableRequest request) {
        for (Service service : Service.values()) {
            PEERS.tell(service, json(415, "{\"type\":\"/problems/unsupported-media-type\",\"title\":\"x\",\"status\":415}"));
        }
        request.isRefusedAt(port());
    }

    @Test
    void a_path_without_an_owner_is_not_found() throws Exception {
        isProblem(get("/nowhere"), 404, "not-found");
        isProblem(send(request("/compositions/order-details").DELETE()), 405, "method-not-allowed");
        assertThat(PEERS.asked()).isEmpty();
    }

    private static void isProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"/problems/" + slug + "\"").doesNotContain("Exception");
    }

    private static HttpHandler stalling(int sent, CountDownLatch over) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(new byte[sent]);
            exchange.getResponseBody().flush();
            awaited(over);
            exchange.close();
        };
    }

    private static boolean awaited(CountDownLatch latch) throws IOException {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
