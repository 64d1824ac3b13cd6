package io.tributary.gateway;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A service gave no usable answer. Only of an unreachable one is it known that it did nothing. */
public final class ServiceFailure extends Problem {
    public ServiceFailure(Service service, Kind kind, @Nullable Throwable cause) {
        super(kind.status, kind.slug, "%s %s".formatted(service.text(), kind.detail), cause);
    }

    public enum Kind {
        UNREACHABLE(HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable", "cannot be reached; nothing was done"), //
        TOO_LATE(HttpStatus.GATEWAY_TIMEOUT, "service-timeout", "did not answer in time; whether it acted is unknown"), //
        BROKEN_OFF(HttpStatus.BAD_GATEWAY, "service-failed", "broke off its answer; whether it acted is unknown");

        private final HttpStatus status;
        private final String slug;
        private final String detail;

        Kind(HttpStatus status, String slug, String detail) {
            this.status = status;
            this.slug = slug;
            this.detail = detail;
        }
    }
}
