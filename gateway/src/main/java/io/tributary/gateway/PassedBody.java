package io.tributary.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.springframework.http.HttpStatus;

/** The body of a request, read whole up to the limit that every service has, so that it can be sent to more than one instance. */
public final class PassedBody {
    public static final int LIMIT = 1024 * 1024;

    private PassedBody() {}

    /** @throws Problem 413 if it is longer */
    public static BodyPublisher of(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
        if (body.length > LIMIT) {
            throw new Problem(HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "a body has at most %d bytes".formatted(LIMIT));
        }
        return body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    }
}
