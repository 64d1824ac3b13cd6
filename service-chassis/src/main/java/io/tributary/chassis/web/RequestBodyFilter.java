package io.tributary.chassis.web;

import io.tributary.chassis.commands.IdempotencyKey;
import io.tributary.chassis.web.problems.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request's body before anything else does: no longer one than allowed, announced or not, and digested for its idempotency key. */
final class RequestBodyFilter extends OncePerRequestFilter {
    private static final String BODY = RequestBodyFilter.class.getName();
    private static final byte[] EMPTY = new byte[0];
    private final int limit;
    private final JsonMapper json;

    RequestBodyFilter(int limit, JsonMapper json) {
        this.limit = limit;
        this.json = json;
    }

    /** SHA-256 of the body of the current request. */
    static String digest(HttpServletRequest request) {
        return IdempotencyKey.sha256(request.getAttribute(BODY) instanceof byte[] body ? body : EMPTY);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            refuse(response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            refuse(response);
            return;
        }
        request.setAttribute(BODY, body);
        chain.doFilter(new ReadRequest(request, body), response);
    }

    private void refuse(HttpServletResponse response) throws IOException {
        var problem = Problem.of(HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "The body is larger than %d bytes.".formatted(limit));
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    private static final class ReadRequest extends HttpServletRequestWrapper {
        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() { return new ReadBody(body); }

        @Override
        public BufferedReader getReader() { return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8)); }
    }

    private static final class ReadBody extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        ReadBody(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() { return bytes.available() == 0; }

        @Override
        public boolean isReady() { return true; }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body has been read already");
        }
    }
}
