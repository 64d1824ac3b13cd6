package io.tributary.chassis.web;

import io.tributary.chassis.commands.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What the headers of the current request ask of its command. */
public final class CommandHeaders {
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");
    private final HttpServletRequest request;

    public CommandHeaders(HttpServletRequest currentRequest) {
        this.request = currentRequest;
    }

    /** {@code If-Match}: one version as {@code ETag} gave it; {@code *} asks for nothing, since a change needs something to change anyway. */
    OptionalLong expectedVersion() {
        String text = request.getHeader(HttpHeaders.IF_MATCH);
        if (text == null || text.equals("*")) {
            return OptionalLong.empty();
        }
        Matcher version = VERSION.matcher(text.strip());
        if (!version.matches()) {
            throw new InvalidHeader("invalid-if-match", "If-Match takes one ETag of this resource, such as \"3\" in its quotes.");
        }
        return OptionalLong.of(Long.parseLong(version.group(1)));
    }

    /** {@code Idempotency-Key}, which belongs to the caller, the method and the path. */
    public @Nullable IdempotencyKey idempotencyKey() {
        String key = request.getHeader(IDEMPOTENCY_KEY);
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw new InvalidHeader("invalid-idempotency-key", "Idempotency-Key takes 1 to 255 visible ASCII characters.");
        }
        String subject = request.getRemoteUser();
        return IdempotencyKey.of(RequestBodyFilter.digest(request), subject == null ? "" : subject, request.getMethod(),
                request.getRequestURI(), key);
    }
}
