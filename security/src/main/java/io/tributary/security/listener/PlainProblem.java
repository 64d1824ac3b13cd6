package io.tributary.security.listener;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Problem details written by hand, for whatever answers before the web framework does. */
public final class PlainProblem {
    /** Part of the type of every request that cannot be read. */
    static final String INVALID = "invalid-request";

    private PlainProblem() {}

    /** Answers the request; {@code slug} and {@code detail} need no escaping in JSON. */
    public static void write(HttpServletResponse response, HttpStatus status, String slug, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json(status.value(), slug, detail));
    }

    static byte[] json(int status, String slug, String detail) {
        String title = slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1).replace('-', ' ');
        return """
                {"type":"/problems/%s","title":"%s","status":%d,"detail":"%s"}""".formatted(slug, title, status, detail).getBytes(
                StandardCharsets.UTF_8);
    }
}
