package io.tributary.platform.command.operations;

import io.tributary.platform.command.Tributary;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations of a running platform, at its gateway. Whatever is not a success ends the command with what the answer says. */
final class Operations {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(90);
    private static final int FIRST_ERROR = 400;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String gateway;
    private final BearerToken token;

    Operations(String gateway, BearerToken token) {
        this.gateway = gateway;
        this.token = token;
    }

    JsonNode get(String path) throws InterruptedException {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** All pages of the list as one. */
    JsonNode list(String path) throws InterruptedException {
        var all = get(path);
        var page = all;
        while (page.path("next").isString()) {
            page = get(path + "?cursor=" + encoded(page.path("next").stringValue()));
            ((ArrayNode) all.path("items")).addAll((ArrayNode) page.path("items"));
            ((ArrayNode) all.path("unreachable")).addAll((ArrayNode) page.path("unreachable"));
        }
        ((ObjectNode) all).remove("next");
        return all;
    }

    JsonNode post(String path, Map<String, ?> body) throws InterruptedException {
        return send("POST", path, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    JsonNode delete(String path) throws InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** The text as a part of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode send(String method, String path, BodyPublisher body) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(gateway + "/operations/" + path)).timeout(ANSWER_WITHIN).header("Content-Type",
                "application/json").method(method, body);
        token.text().ifPresent(text -> request.header("Authorization", "Bearer " + text));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            JsonNode content = answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new OperationFailed(explained(answer, content), Tributary.FAILED);
            }
            return content;
        } catch (IOException | JacksonException e) {
            throw new OperationFailed("The gateway at " + gateway + " gives no usable answer: " + e, Tributary.FAILED);
        }
    }

    private static String explained(HttpResponse<String> answer, JsonNode problem) {
        String type = problem.path("type").asString("");
        return "%d %s: %s".formatted(answer.statusCode(), type.substring(type.lastIndexOf('/') + 1),
                problem.path("detail").asString(answer.body()));
    }
}
