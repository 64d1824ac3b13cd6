package io.tributary.gateway.issuer;

import io.tributary.security.Role;
import io.tributary.security.guard.SecuritySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** Who the gateway is where it calls a service for itself and not in its caller's name. */
class OwnIdentity {
    private static final String SUBJECT = "gateway";
    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private final JwtEncoder encoder;
    private final Named settings;

    private record Named(String issuer, String audience) {}

    OwnIdentity(JwtEncoder encoder, SecuritySettings settings) {
        this.encoder = encoder;
        this.settings = new Named(Objects.requireNonNull(settings.issuer()), settings.audience());
    }

    /** For the next call. */
    String token() {
        Instant now = Instant.now();
        var claims = JwtClaimsSet.builder().issuer(settings.issuer()).audience(List.of(settings.audience())).subject(SUBJECT).claim(
                Role.CLAIM, List.of(Role.SERVICE.text())).issuedAt(now).expiresAt(now.plus(LIFETIME)).build();
        return encoder.encode(JwtEncoderParameters.from(JwsHeader.with(SignatureAlgorithm.RS256).build(), claims)).getTokenValue();
    }
}
