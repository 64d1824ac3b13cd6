package io.tributary.chassis.web;

import org.springframework.http.HttpHeaders;

/** Nothing with this id, or not for this caller: answered as {@code 404 /problems/<slug>}. */
public final class NotFound extends RuntimeException {
    private final String slug;
    private final transient HttpHeaders headers;

    public NotFound(String slug, String detail) {
        this(slug, detail, new HttpHeaders());
    }

    private NotFound(String slug, String detail, HttpHeaders headers) {
        super(detail, null, false, false);
        this.slug = slug;
        this.headers = headers;
    }

    /** The same, answered with these headers. */
    public NotFound with(HttpHeaders others) {
        return new NotFound(slug, String.valueOf(getMessage()), others);
    }

    /** What else the answer tells. */
    public HttpHeaders headers() {
        return headers;
    }

    public String slug() {
        return slug;
    }
}
