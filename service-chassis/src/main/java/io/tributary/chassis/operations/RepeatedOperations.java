package io.tributary.chassis.operations;

import io.tributary.chassis.commands.IdempotencyKey;
import io.tributary.chassis.commands.KeyReused;
import io.tributary.chassis.processing.store.Documents;
import io.tributary.chassis.web.CommandHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operation that is asked for again with the same {@code Idempotency-Key} is answered as it was first, by whatever instance, and not done
 * again; while the first still runs, the repetition waits. Refusals are not remembered. Whoever runs one has to answer within the lease:
 * what an instance that died has begun may be done again then.
 */
final class RepeatedOperations extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedOperations.class);
    private static final String KIND = "operation-answer";
    private static final String PATHS = "/operations/";
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final JsonMapper JSON = JsonMapper.shared();
    private final Documents documents;
    private final HandlerExceptionResolver problems;
    private final Clock clock;

    RepeatedOperations(Documents documents, HandlerExceptionResolver problems, Clock clock) {
        this.documents = documents;
        this.problems = problems;
        this.clock = clock;
    }

    /**
     * What is kept under a key.
     *
     * @param runsUntil when whoever runs it is given up; null once it is answered
     */
    record Kept(String digest, @Nullable Instant runsUntil, int status, @Nullable String location, @Nullable String type,
            @Nullable String body) {
        static Kept running(String digest, Instant until) {
            return new Kept(digest, until, 0, null, null, null);
        }
    }

    /** Either the first answer, or the version under which this request runs the operation. */
    private record Turn(@Nullable Kept answered, long version) {}

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(CommandHeaders.IDEMPOTENCY_KEY) == null || !request.getMethod().equals("POST")
                || !request.getRequestURI().startsWith(PATHS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable
        IdempotencyKey key;
        @Nullable
        Turn turn;
        try {
            key = new CommandHeaders(request).idempotencyKey();
            turn = key == null ? null : turn(key);
        } catch (RuntimeException refused) { // or the database is away: nothing has begun
            problems.resolveException(request, response, null, refused);
            return;
        }
        if (key == null || turn == null) {
            chain.doFilter(request, response);
        } else if (turn.answered() == null) {
            run(request, response, chain, key, turn.version());
        } else {
            repeat(turn.answered(), response);
        }
    }

    private Turn turn(IdempotencyKey key) {
        while (true) {
            var found = documents.find(KIND, key.hash());
            var kept = found.map(document -> JSON.readValue(document.body(), Kept.class)).orElse(null);
            if (kept != null && !kept.digest().equals(key.digest())) {
                throw new KeyReused();
            }
            if (kept != null && kept.runsUntil() == null) {
                return new Turn(kept, Documents.ABSENT);
            }
            long version = found.map(Documents.Document::version).orElse(Documents.ABSENT);
            if (kept == null || clock.instant().isAfter(kept.runsUntil())) {
                var running = Kept.running(key.digest(), clock.instant().plus(LEASE));
                if (documents.write(KIND, key.hash(), version, JSON.writeValueAsString(running))) {
                    return new Turn(null, version + 1);
                }
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void run(HttpServletRequest request, HttpServletResponse response, FilterChain chain, IdempotencyKey key, long version)
            throws ServletException, IOException {
        var kept = new ContentCachingResponseWrapper(response);
        boolean accepted = false;
        try {
            chain.doFilter(request, kept);
            accepted = HttpStatusCode.valueOf(kept.getStatus()).is2xxSuccessful();
        } finally {
            end(key, version, accepted ? kept : null);
        }
        kept.copyBodyToResponse();
    }

    /** Keeps the answer, or gives the claim back. Whether that succeeds or not, the caller is told what became of the operation. */
    private void end(IdempotencyKey key, long version, @Nullable ContentCachingResponseWrapper accepted) {
        try {
            if (accepted != null) {
                var answer = new Kept(key.digest(), null, accepted.getStatus(), accepted.getHeader(HttpHeaders.LOCATION),
                        accepted.getContentType(), new String(accepted.getContentAsByteArray(), StandardCharsets.UTF_8));
                documents.write(KIND, key.hash(), version, JSON.writeValueAsString(answer));
            } else {
                documents.find(KIND, key.hash()).filter(claim -> claim.version() == version).ifPresent(
                        _ -> documents.delete(KIND, key.hash()));
            }
        } catch (RuntimeException e) {
            LOG.warn("What was answered to an operation cannot be kept; asked for again after {} it would be done again", LEASE, e);
        }
    }

    private static void repeat(Kept first, HttpServletResponse response) throws IOException {
        response.setStatus(first.status());
        if (first.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, first.location());
        }
        if (first.type() != null) {
            response.setContentType(first.type());
        }
        if (first.body() != null) {
            response.getOutputStream().write(first.body().getBytes(StandardCharsets.UTF_8));
        }
    }
}
