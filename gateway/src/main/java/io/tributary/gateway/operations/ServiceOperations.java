package io.tributary.gateway.operations;

import io.tributary.gateway.PassedBody;
import io.tributary.gateway.Service;
import io.tributary.gateway.ServiceClient;
import io.tributary.gateway.ServiceFailure;
import io.tributary.security.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Calls the operations of one service in the caller's name; ids in its answers get the service's name in front. */
@Component
class ServiceOperations {
    private static final String REBUILDS = "/operations/rebuilds/";
    private final ServiceClient services;
    private final JsonMapper json;
    private final HttpServletRequest request;
    private final Duration patience;

    ServiceOperations(ServiceClient services, JsonMapper json, HttpServletRequest currentRequest,
            @Value("${tributary.gateway.patience:75s}") Duration patience) {
        this.services = services;
        this.json = json;
        this.request = currentRequest;
        this.patience = patience;
    }

    /** How long an operation of a service may take. */
    Duration patience() {
        return patience;
    }

    /** The body of the current request, to be sent on to one service or to each. */
    BodyPublisher current() throws IOException {
        return PassedBody.of(request);
    }

    ResponseEntity<JsonNode> send(Service service, String path, Duration limit, BodyPublisher body) {
        return send(service, path, Objects.requireNonNullElse(request.getQueryString(), ""), limit, body);
    }

    ResponseEntity<JsonNode> send(Service service, String path, String query, Duration limit, BodyPublisher body) {
        var answer = services.send(service, query.isEmpty() ? path : path + "?" + query, limit, call -> prepare(call, body));
        var headers = new HttpHeaders();
        Stream.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER).forEach(
                name -> answer.headers().firstValue(name).ifPresent(value -> headers.set(name, value)));
        answer.headers().firstValue(HttpHeaders.LOCATION).ifPresent(value -> headers.set(HttpHeaders.LOCATION, value.replaceFirst(REBUILDS,
                REBUILDS + Operated.prefixed(service, ""))));
        return ResponseEntity.status(answer.statusCode()).headers(headers).body(read(service, answer));
    }

    /** Whether the request itself is not taken; a service that has no such list refuses nothing. */
    static boolean isRefused(ResponseEntity<JsonNode> answer) {
        return answer.getStatusCode().is4xxClientError() && !answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
    }

    /**
     * The items of the service's answer, each with the service's name; none if it has no such list.
     *
     * @throws ServiceFailure if it has one and does not answer with it
     */
    static List<JsonNode> items(Service service, ResponseEntity<JsonNode> answer) {
        JsonNode found = answer.getBody();
        if (found == null || answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return List.of();
        }
        if (answer.getStatusCode().isError()) {
            throw new ServiceFailure(service, ServiceFailure.Kind.BROKEN_OFF, null);
        }
        return found.path("items").valueStream().map(item -> named(service, item)).toList();
    }

    /** The cursor of the page behind this one. */
    static Optional<String> next(ResponseEntity<JsonNode> answer) {
        return Optional.ofNullable(answer.getBody()).map(body -> body.path("next")).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    private static JsonNode named(Service service, JsonNode item) {
        if (item instanceof ObjectNode described) {
            described.putIfAbsent("service", StringNode.valueOf(service.text()));
        }
        return item;
    }

    private void prepare(HttpRequest.Builder call, BodyPublisher body) {
        call.method(request.getMethod(), body);
        Stream.of(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE, "Idempotency-Key", RequestId.HEADER).filter(
                name -> request.getHeader(name) != null).forEach(name -> call.header(name, request.getHeader(name)));
    }

    private JsonNode read(Service service, HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            JsonNode tree = json.readTree(body);
            prefixIds(service, tree);
            tree.path("items").forEach(item -> prefixIds(service, item));
            return tree;
        } catch (IOException e) {
            throw new ServiceFailure(service, ServiceFailure.Kind.BROKEN_OFF, e);
        }
    }

    private static void prefixIds(Service service, JsonNode node) {
        if (node instanceof ObjectNode described && described.path("id").isString()) {
            described.put("id", Operated.prefixed(service, described.path("id").stringValue()));
        }
        node.path("sequences").forEach(sequence -> prefixIds(service, sequence));
    }
}
