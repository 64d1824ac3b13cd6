package io.tributary.security.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.tributary.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Issues tokens in tests and serves its keys, once per JVM. A Spring test believes it by
 * {@code @ContextConfiguration(initializers = TestIssuer.Believed.class)}.
 */
public final class TestIssuer {
    /** A setting for tests that send faster than one caller may. */
    public static final String NO_RATE_LIMIT = "tributary.security.rate-limit.burst=1000000";
    public static final String AUDIENCE = "tributary";
    private static final TestIssuer SHARED = new TestIssuer();

    private final RSAKey key;
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    private TestIssuer() {
        try {
            key = newKey("test-key");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/oauth2/jwks", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    /** Makes the services of a test believe this issuer. */
    public static final class Believed implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("tributary.security.issuer=" + shared().url()).applyTo(context);
        }
    }

    public static TestIssuer shared() {
        return SHARED;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public RSAKey key() {
        return key;
    }

    /** How often the keys were fetched. */
    public int asked() {
        return asked.get();
    }

    /** The {@code Authorization} of somebody who may do everything. */
    public String ops() {
        return "Bearer " + token(Role.OPS, "ops");
    }

    /** A token every service believes. */
    public String token(Role role, UUID subject) {
        return token(role, subject.toString());
    }

    public String token(Role role, String subject) {
        return signed(claims().subject(subject).claim(Role.CLAIM, List.of(role.text())).build());
    }

    /** Claims of an ordinary token of a customer. */
    public JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder().issuer(url()).audience(AUDIENCE).subject("11111111-1111-4111-8111-111111111111").issueTime(
                Date.from(now)).notBeforeTime(Date.from(now)).expirationTime(Date.from(now.plus(Duration.ofMinutes(10)))).claim(
                        Role.CLAIM, List.of(Role.CUSTOMER.text()));
    }

    public String signed(JWTClaimsSet claims) {
        return signed(header(JWSAlgorithm.RS256).build(), claims, signer(key));
    }

    public JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).type(JOSEObjectType.JWT);
    }

    public static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
