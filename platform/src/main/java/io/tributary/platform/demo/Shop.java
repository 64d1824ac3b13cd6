package io.tributary.platform.demo;

import io.tributary.platform.identity.Issuer;
import io.tributary.platform.identity.Role;
import io.tributary.platform.identity.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The shop as one caller sees it: the gateway's address, and a token. */
final class Shop {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Issuer issuer;
    private final @Nullable Token caller;

    private Shop(Issuer issuer, @Nullable Token caller) {
        this.issuer = issuer;
        this.caller = caller;
    }

    /** For a caller without a token. */
    static Shop open(Issuer issuer) {
        return new Shop(issuer, null);
    }

    Shop asOps() throws InterruptedException {
        return new Shop(issuer, issuer.token(Role.OPS));
    }

    Shop asCustomer(String user) throws InterruptedException {
        return new Shop(issuer, issuer.token(Role.CUSTOMER, user));
    }

    Answer get(String path, String... headers) throws InterruptedException {
        return send(path, "GET", HttpRequest.BodyPublishers.noBody(), headers);
    }

    Answer post(String path, Map<String, ?> body) throws InterruptedException {
        return send(path, "POST", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)), "Content-Type", "application/json");
    }

    Answer put(String path, Map<String, ?> body) throws InterruptedException {
        return send(path, "PUT", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)), "Content-Type", "application/json");
    }

    /** Asks until the answer is as wished. */
    Answer await(String path, Duration limit, String wish, Predicate<Answer> fulfilled) throws InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        Answer answer = get(path);
        while (!fulfilled.test(answer)) {
            if (Instant.now().isAfter(deadline)) {
                throw new TourFailed("After " + limit.toSeconds() + " s still not " + wish + ": " + answer);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            answer = get(path);
        }
        return answer;
    }

    private Answer send(String path, String method, HttpRequest.BodyPublisher body, String... headers) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer.address() + path)).timeout(ANSWER_WITHIN).method(method,
                body);
        if (caller != null) {
            request.header("Authorization", "Bearer " + caller.text());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(method + " " + path, HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new TourFailed(method + " " + issuer.address() + path + " had no answer: " + e);
        }
    }
}
