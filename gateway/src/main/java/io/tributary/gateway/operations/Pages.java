package io.tributary.gateway.operations;

import io.tributary.gateway.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Where the list of each service goes on: its own cursor, empty for its beginning. A service whose list has ended is not in it. */
record Pages(Map<Service, String> cursors) {
    private static final String BETWEEN = ",";

    /** The first page of every service's list where there is no cursor; else those that it names. */
    static Pages of(@Nullable String cursor) {
        var cursors = new EnumMap<Service, String>(Service.class);
        if (cursor == null) {
            Arrays.stream(Service.values()).forEach(service -> cursors.put(service, ""));
        } else {
            Arrays.stream(cursor.split(BETWEEN, -1)).map(part -> Operated.id(part, HttpStatus.BAD_REQUEST, "invalid-cursor")).forEach(
                    part -> cursors.put(part.service(), part.id()));
        }
        return new Pages(cursors);
    }

    /** What the service is asked for. */
    String query(Service service, @Nullable String limit) {
        var cursor = cursors.getOrDefault(service, "");
        return Stream.of(cursor.isEmpty() ? "" : "cursor=" + encoded(cursor), limit == null ? "" : "limit=" + encoded(limit)).filter(
                part -> !part.isEmpty()).collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As a cursor; null if every list has ended. */
    @Nullable
    String text() {
        return cursors.isEmpty()
                ? null
                : cursors.entrySet().stream().map(cursor -> Operated.prefixed(cursor.getKey(), cursor.getValue())).collect(
                        Collectors.joining(BETWEEN));
    }
}
