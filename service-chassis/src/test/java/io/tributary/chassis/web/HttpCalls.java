package io.tributary.chassis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Calls of the parcel service, as a caller outside of Java would make them. */
public record HttpCalls(int port) {
    public static final String PACK = "{\"label\":\"Büro\",\"worth\":{\"amount\":\"25.00\",\"currency\":\"EUR\"},\"stamps\":[]}";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        return send(method, path, BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> sendChunked(String method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(method, path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).version(HttpClient.Version.HTTP_1_1).method(
                method, body).setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    /** The answers of that many callers, each with a thread of its own. */
    static List<HttpResponse<String>> inParallel(int callers, Supplier<HttpResponse<String>> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, callers).mapToObj(_ -> CompletableFuture.supplyAsync(call, threads)).toList();
            return calls.stream().map(CompletableFuture::join).toList();
        }
    }

    /** The path of a new parcel. */
    String packed() {
        return header(send("POST", "/parcels", PACK), "Location");
    }

    public static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** All that a caller learns of what became of a command. */
    static List<String> facts(HttpResponse<String> response) {
        return List.of(Integer.toString(response.statusCode()), response.body(), header(response, "ETag"), header(response, "Location"),
                header(response, "Consistency-Token"));
    }

    static void assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/" + slug + "\"").contains("\"status\":" + status).contains(
                "\"title\":\"");
    }
}
