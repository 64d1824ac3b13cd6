package io.tributary.security.guard;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * {@code tributary.security.*}.
 *
 * @param issuer exact {@code iss} of every token; absent: every caller may do everything
 * @param jwksUri where the issuer publishes its keys; absent: {@code <issuer>/oauth2/jwks}
 * @param audience every token has to name
 * @param algorithm the only one a token may be signed with
 * @param clockSkew by which the clocks of issuer and service may differ
 * @param sslBundle what is trusted when the keys are fetched; absent: what Java trusts
 */
@ConfigurationProperties("tributary.security")
public record SecuritySettings(@Nullable String issuer, @Nullable URI jwksUri, @DefaultValue("tributary") String audience,
        @DefaultValue("RS256") SignatureAlgorithm algorithm, @DefaultValue("10s") Duration clockSkew, @Nullable String sslBundle,
        @DefaultValue RateLimit rateLimit) {
    /**
     * Of each subject, or of each address without one, in each process.
     *
     * @param perSecond requests in the long run
     * @param burst at once after a pause
     */
    public record RateLimit(@DefaultValue("100") long perSecond, @DefaultValue("200") long burst) {}

    /** Where the keys are. */
    URI keysAt() {
        return jwksUri == null ? URI.create(issuer + "/oauth2/jwks") : jwksUri;
    }
}
