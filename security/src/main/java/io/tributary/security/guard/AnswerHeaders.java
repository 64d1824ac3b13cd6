package io.tributary.security.guard;

import io.tributary.security.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What every answer tells a browser: nothing in it is to be run, framed, guessed at or kept. */
final class AnswerHeaders {
    private static final String DATA_ONLY = "default-src 'none'; frame-ancestors 'none'";
    /** The pages that show the interface: scripts and styles of their own. */
    private static final String OWN_PAGES = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private AnswerHeaders() {}

    static void on(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(it -> it.policy(ReferrerPolicy.NO_REFERRER)).permissionsPolicyHeader(
                it -> it.policy("camera=(), geolocation=(), microphone=()")).crossOriginResourcePolicy(
                        it -> it.policy(
                                CrossOriginResourcePolicy.SAME_ORIGIN)).addHeaderWriter(
                                        AnswerHeaders::write);
    }

    private static void write(HttpServletRequest request, HttpServletResponse response) {
        set(response, "Content-Security-Policy", request.getRequestURI().startsWith("/swagger-ui") ? OWN_PAGES : DATA_ONLY);
        set(response, RequestId.HEADER, RequestId.of(request));
    }

    private static void set(HttpServletResponse response, String name, String value) {
        if (!response.containsHeader(name)) {
            response.setHeader(name, value);
        }
    }
}
