package io.tributary.security.guard;

import io.tributary.security.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Which tokens count, and as whom: one issuer, one audience, one algorithm, an end, a subject, known roles. */
final class TokenRules {
    /** One line of visible characters: it is written to logs and events. */
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final OAuth2TokenValidatorResult BAD_SUBJECT = OAuth2TokenValidatorResult.failure(
            new OAuth2Error("invalid_token", "the subject is missing or not one line of visible characters", null));

    private TokenRules() {}

    static JwtDecoder decoder(SecuritySettings settings, TokenKeys keys) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys.source()).jwsAlgorithm(settings.algorithm()).jwtProcessorCustomizer(
                processor -> processor.setJWSTypeVerifier((_, _) -> {})).build(); // the type is one of the rules below
        var type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        var time = new JwtTimestampValidator(settings.clockSkew());
        time.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(type, time, new JwtIssuerValidator(issuer(settings)),
                new JwtAudienceValidator(settings.audience()), TokenRules::subject)));
        return decoder;
    }

    private static String issuer(SecuritySettings settings) {
        if (settings.issuer() == null) {
            throw new IllegalStateException("tokens cannot be checked without tributary.security.issuer");
        }
        return settings.issuer();
    }

    private static OAuth2TokenValidatorResult subject(Jwt token) {
        String subject = token.getClaims().get("sub") instanceof String text ? text : "";
        return SUBJECT.matcher(subject).matches() ? OAuth2TokenValidatorResult.success() : BAD_SUBJECT;
    }

    /** A role that nobody knows gives nothing. */
    static AbstractAuthenticationToken authentication(Jwt token) {
        var authorities = roles(token).stream().map(role -> (GrantedAuthority) new SimpleGrantedAuthority(role.authority())).toList();
        return new JwtAuthenticationToken(token, authorities,
                Objects.requireNonNull(token.getSubject(), "a token without a subject was believed"));
    }

    private static Set<Role> roles(Jwt token) {
        var roles = EnumSet.noneOf(Role.class);
        if (token.getClaims().get(Role.CLAIM) instanceof Collection<?> named) {
            for (Role role : Role.values()) {
                if (named.contains(role.text())) {
                    roles.add(role);
                }
            }
        }
        return roles;
    }
}
