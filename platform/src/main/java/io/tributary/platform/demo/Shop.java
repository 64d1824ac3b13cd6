package io.tributary.platform.demo;

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

import tools.jackson.databind.json.JsonMapper;

/** The shop as its callers see it: the gateway's address. */
final class Shop {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int POLL_MILLIS = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    Shop(String address) {
        this.address = address;
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
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWER_WITHIN).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(method + " " + path, http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new TourFailed(method + " " + address + path + " had no answer: " + e);
        }
    }
}
