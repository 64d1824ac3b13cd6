package io.tributary.gateway.issuer;

import io.tributary.security.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Makes the one scope that was asked for the token's role, and its subject the person asked for by the parameter {@code subject}. */
class RoleClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    private static final String SUBJECT = "subject";
    private final People people;
    private final String audience;

    RoleClaims(People people, String audience) {
        this.people = people;
        this.audience = audience;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        Role role = role(context.getAuthorizedScopes());
        context.getClaims().subject(people.subject(role, asked(context))).audience(List.of(audience)).claim(Role.CLAIM,
                List.of(role.text()));
    }

    private static Role role(Set<String> scopes) {
        return Arrays.stream(Role.values()).filter(role -> scopes.equals(Set.of(role.text()))).findFirst().orElseThrow(
                () -> People.refused(OAuth2ErrorCodes.INVALID_SCOPE, "the scope names one role"));
    }

    private static @Nullable String asked(JwtEncodingContext context) {
        if (context.getAuthorizationGrant() instanceof OAuth2ClientCredentialsAuthenticationToken grant
                && grant.getAdditionalParameters().get(SUBJECT) instanceof String subject && !subject.isBlank()) {
            return subject;
        }
        return null;
    }
}
