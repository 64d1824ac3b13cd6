package io.tributary.gateway.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tributary.gateway.ServiceClient;
import io.tributary.security.Role;
import io.tributary.security.guard.SecuritySettings;
import io.tributary.security.guard.TokenKeys;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/** Spring Authorization Server with one client, the command line, which may have a token of any role; its key is made at the first start. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("tributary.development-issuer.enabled")
class DevelopmentIssuer {
    private static final String CLIENT = "tributary-command-line";
    private static final int KEY_BITS = 2048;
    /** The least there is: the secret is long and random, so a slow hash would protect nothing and cost each token a tenth of a second. */
    private static final int HASH_STRENGTH = 4;

    /** Only what issuing needs; the other endpoints of the server stay behind the guard of all routes. */
    @Bean
    @Order(1)
    SecurityFilterChain issuerRoutes(HttpSecurity http) {
        return http.securityMatcher(new OrRequestMatcher(path(HttpMethod.POST, "/oauth2/token"), path(HttpMethod.GET, "/oauth2/jwks"),
                path(HttpMethod.GET, "/.well-known/oauth-authorization-server"))).with(new OAuth2AuthorizationServerConfigurer(),
                        _ -> {}).authorizeHttpRequests(it -> it.anyRequest().authenticated()).csrf(
                                AbstractHttpConfigurer::disable).sessionManagement(
                                        it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS)).build();
    }

    private static PathPatternRequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    @Bean
    PasswordEncoder clientSecrets() {
        return new BCryptPasswordEncoder(HASH_STRENGTH);
    }

    @Bean
    RegisteredClientRepository clients(IssuerSettings settings, PasswordEncoder clientSecrets) {
        if (settings.secret().isBlank()) {
            throw new IllegalStateException("the development issuer needs tributary.development-issuer.secret");
        }
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT).clientId(CLIENT).clientSecret(
                clientSecrets.encode(settings.secret())).clientAuthenticationMethod(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC).authorizationGrantType(
                                AuthorizationGrantType.CLIENT_CREDENTIALS).scopes(
                                        scopes -> Arrays.stream(Role.values()).map(Role::text).forEach(scopes::add)).tokenSettings(
                                                TokenSettings.builder().accessTokenTimeToLive(settings.lifetime()).build()).build());
    }

    @Bean
    AuthorizationServerSettings issuer(SecuritySettings settings) {
        return AuthorizationServerSettings.builder().issuer(
                Objects.requireNonNull(settings.issuer(), "the development issuer needs tributary.security.issuer")).build();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys(IssuerSettings settings) throws ParseException {
        String key = new IssuerFolder(settings.folder()).remembered("signing-key.json", DevelopmentIssuer::newKey);
        return new ImmutableJWKSet<>(new JWKSet(RSAKey.parse(key)));
    }

    private static String newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS).keyID(UUID.randomUUID().toString()).generate().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    @Bean
    TokenKeys tokenKeys(JWKSource<SecurityContext> keys) {
        return new TokenKeys(keys);
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(IssuerSettings settings, SecuritySettings security, ServiceClient services,
            JWKSource<SecurityContext> keys, JsonMapper json) {
        var gateway = new OwnIdentity(new NimbusJwtEncoder(keys), security);
        return new RoleClaims(new People(services, gateway, new IssuerFolder(settings.folder()), json), security.audience());
    }
}
