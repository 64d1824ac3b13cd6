package io.tributary.user.account;

import io.tributary.security.testing.TestIssuer;
import io.tributary.user.UserServiceIntegration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as somebody sees it who may do everything. */
@UserServiceIntegration
abstract class UserServiceUnderTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort private int port;
    @Autowired private JsonMapper json;

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(with(request(path).POST(BodyPublishers.ofString(body)), headers));
    }

    HttpResponse<String> put(String path, String body, String... headers) {
        return send(with(request(path).PUT(BodyPublishers.ofString(body)), headers));
    }

    HttpResponse<String> register(String name, String email, String... headers) {
        return post("/users", json.writeValueAsString(json.createObjectNode().put("name", name).put("email", email)), headers);
    }

    /** A registered user's path. */
    String registered(String email) {
        return location(register("Ada Lovelace", email));
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer + " " + answer.body()));
    }

    /** An address nobody has used before. */
    static String unused() {
        return "ada." + UUID.randomUUID() + "@example.org";
    }

    JsonNode body(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        request.header("Content-Type", "application/json");
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).header("Authorization",
                TestIssuer.shared().ops());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
