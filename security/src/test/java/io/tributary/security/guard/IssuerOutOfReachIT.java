package io.tributary.security.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import io.tributary.security.Role;
import io.tributary.security.guard.SecuritySettings.RateLimit;
import io.tributary.security.testing.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class IssuerOutOfReachIT {
    private static final TestIssuer ISSUER = TestIssuer.shared();

    @Test
    void known_keys_outlive_the_issuer() throws Exception {
        HttpServer server = serving(new JWKSet(ISSUER.key().toPublicJWK()).toString());
        JwtDecoder tokens = decoder("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
        assertThat(tokens.decode(ISSUER.token(Role.OPS, "ops")).getSubject()).isEqualTo("ops");
        server.stop(0);
        assertThat(tokens.decode(ISSUER.token(Role.OPS, "ops-2")).getSubject()).isEqualTo("ops-2");
    }

    @Test
    void a_token_that_cannot_be_checked_is_not_called_bad() {
        assertThatThrownBy(() -> decoder("http://127.0.0.1:1/keys").decode(ISSUER.token(Role.OPS, "ops"))).isInstanceOf(
                JwtException.class).isNotInstanceOf(BadJwtException.class);
    }

    @Test
    void its_caller_is_asked_to_come_again() throws Exception {
        var answer = new MockHttpServletResponse();
        new Refusals(new RequestRates(new RateLimit(10, 10))).onAuthenticationFailure(new MockHttpServletRequest(), answer,
                new AuthenticationServiceException("no keys"));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
        assertThat(answer.getContentAsString()).contains("/problems/unavailable");
    }

    private static JwtDecoder decoder(String keys) {
        var settings = new SecuritySettings(ISSUER.url(), URI.create(keys), TestIssuer.AUDIENCE, SignatureAlgorithm.RS256,
                Duration.ofSeconds(10), null, new RateLimit(10, 10));
        return TokenRules.decoder(settings, TokenKeys.from(settings.keysAt(), null));
    }

    private static HttpServer serving(String keys) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
