package io.tributary.security.guard;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** The issuer's public keys. */
public record TokenKeys(JWKSource<SecurityContext> source) {
    private static final int FETCH_TIMEOUT_MS = 2000;
    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration WAIT_FOR_ANOTHER_FETCH = Duration.ofSeconds(5);
    /** A key that nobody knows makes the keys be fetched again, but not at every request of whoever invents key ids. */
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);
    /** How long known keys stay good while the issuer cannot be reached. */
    private static final Duration OUTAGE = Duration.ofHours(24);

    /** Fetched at first use; known keys outlive an outage of the issuer. */
    static TokenKeys from(URI address, @Nullable SSLSocketFactory trusting) {
        try {
            var fetch = new DefaultResourceRetriever(FETCH_TIMEOUT_MS, FETCH_TIMEOUT_MS, MAX_BYTES, true, trusting);
            return new TokenKeys(JWKSourceBuilder.<SecurityContext>create(address.toURL(), fetch).cache(FRESH.toMillis(),
                    WAIT_FOR_ANOTHER_FETCH.toMillis()).refreshAheadCache(false).rateLimited(BETWEEN_FETCHES.toMillis()).retrying(
                            true).outageTolerant(OUTAGE.toMillis()).build());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("the address of the issuer's keys is not a URL: " + address, e);
        }
    }
}
