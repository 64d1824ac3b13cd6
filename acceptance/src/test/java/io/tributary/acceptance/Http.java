package io.tributary.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Calls one base address with JSON.
 *
 * @param token of the caller; empty: none
 * @param client decides whom to trust
 */
public record Http(String base, String token, HttpClient client) {
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    public Http(String base, String token) {
        this(base, token, CLIENT);
    }

    public Http with(String other) {
        return new Http(base, other, client);
    }

    public Http withoutToken() {
        return with("");
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    /** Asks again until the answer fits; fails with the last answer after {@code limit}. */
    public Answer await(String path, Duration limit, Predicate<Answer> fits) {
        Instant end = Instant.now().plus(limit);
        Answer answer = get(path);
        while (!fits.test(answer)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("%s did not become as expected within %s; last answer: %s".formatted(path, limit, answer));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            answer = get(path);
        }
        return answer;
    }

    public Answer send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(15)).method(method,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + base + path + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text(String pointer) {
            return json().at(pointer).asString("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElseThrow(() -> new AssertionError("no header " + name + " in " + this));
        }

        @Override
        public String toString() {
            return response.statusCode() + " " + response.body();
        }
    }
}
