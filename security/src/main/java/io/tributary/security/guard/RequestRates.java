package io.tributary.security.guard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.tributary.security.Caller;
import io.tributary.security.guard.SecuritySettings.RateLimit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes as many requests of each caller as the settings say: of a subject wherever it calls from, of an address where there is no subject. */
final class RequestRates extends OncePerRequestFilter {
    private static final int MAX_CALLERS = 100_000;
    /** By then a bucket is full again, so that forgetting it changes nothing. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private final LoadingCache<String, Bucket> buckets;

    RequestRates(RateLimit limit) {
        buckets = Caffeine.newBuilder().maximumSize(MAX_CALLERS).expireAfterAccess(FORGOTTEN_AFTER).build(
                _ -> Bucket.builder().addLimit(it -> it.capacity(limit.burst()).refillGreedy(limit.perSecond(),
                        Duration.ofSeconds(1))).build());
    }

    static String address(HttpServletRequest request) {
        return "address " + request.getRemoteAddr();
    }

    /** Empty if the request may pass, else how long its caller has to wait. */
    Optional<Duration> admit(String caller) {
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = Caller.current();
        Optional<Duration> wait = admit(caller.roles().isEmpty() ? address(request) : "subject " + caller.subject());
        if (wait.isPresent()) {
            Refusals.tooMany(response, wait.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whoever watches over the service is answered always. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator/health");
    }
}
