package io.tributary.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Passes headers on, in both directions, except those that are about one connection and no more (RFC 9110, 7.6.1). */
final class PassedHeaders {
    private static final Set<String> ONE_HOP = Set.of("connection", "keep-alive", "proxy-authenticate", "proxy-authorization",
            "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");
    /** Written anew by the HTTP client. */
    private static final Set<String> WRITTEN_BY_CLIENT = Set.of("host", "content-length", "expect");

    private PassedHeaders() {}

    static void toService(HttpServletRequest request, HttpRequest.Builder call) {
        Set<String> dropped = oneHop(Collections.list(request.getHeaders("Connection")));
        dropped.addAll(WRITTEN_BY_CLIENT);
        for (String name : Collections.list(request.getHeaderNames())) {
            if (!dropped.contains(name)) {
                Collections.list(request.getHeaders(name)).forEach(value -> call.header(name, value));
            }
        }
    }

    static void toCaller(HttpHeaders headers, HttpServletResponse response) {
        Set<String> dropped = oneHop(headers.allValues("Connection"));
        headers.map().forEach((name, values) -> {
            if (!dropped.contains(name)) {
                values.forEach(value -> response.addHeader(name, value));
            }
        });
    }

    private static Set<String> oneHop(Collection<String> connection) {
        Set<String> named = connection.stream().flatMap(value -> Arrays.stream(value.split(","))).map(String::strip).collect(
                Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
        named.addAll(ONE_HOP);
        return named;
    }
}
