package io.tributary.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Every request has an id: the caller's {@code X-Request-Id} if it is one, else a new one. It is in the answer, in the log as
 * {@code requestId}, in the metadata of the events, and where the request is passed on.
 */
public final class RequestId extends OncePerRequestFilter {
    /** The header it travels in. */
    public static final String HEADER = "X-Request-Id";
    private static final String LOG_KEY = "requestId";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** The id of the request this thread answers; empty where there is none. */
    public static String current() {
        String id = MDC.get(LOG_KEY);
        return id == null ? "" : id;
    }

    /** The id of this request; empty where none was given yet. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(HEADER) instanceof String id ? id : "";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader(HEADER);
        String id = given != null && ACCEPTED.matcher(given).matches() ? given : UUID.randomUUID().toString();
        request.setAttribute(HEADER, id);
        try (var _ = MDC.putCloseable(LOG_KEY, id)) {
            chain.doFilter(new WithId(request, id), response);
        }
    }

    /** Shows the id as if the caller had sent it, to whatever passes the headers on. */
    private static final class WithId extends HttpServletRequestWrapper {
        private final String id;

        WithId(HttpServletRequest request, String id) {
            super(request);
            this.id = id;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HEADER) ? id : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HEADER) ? Collections.enumeration(List.of(id)) : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            var names = new LinkedHashSet<String>();
            super.getHeaderNames().asIterator().forEachRemaining(name -> {
                if (!name.equalsIgnoreCase(HEADER)) {
                    names.add(name);
                }
            });
            names.add(HEADER);
            return Collections.enumeration(names);
        }
    }
}
