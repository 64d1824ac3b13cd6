package io.tributary.security.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tokens that nobody may believe, each by the name of its attack. */
final class ForgedTokens {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TestIssuer ISSUER = TestIssuer.shared();
    private static final RSAKey ATTACKER = TestIssuer.newKey(ISSUER.key().getKeyID());

    private ForgedTokens() {}

    static Map<String, String> all() {
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("no token at all", "");
        tokens.put("not a token", "abc");
        tokens.put("three empty parts", "..");
        tokens.put("not base64", "a.b.c");
        addSignatures(tokens);
        addHeaders(tokens);
        addClaims(tokens);
        return tokens;
    }

    private static void addSignatures(Map<String, String> tokens) {
        var claims = ISSUER.claims().build();
        String good = ISSUER.signed(claims);
        tokens.put("alg none", new PlainJWT(claims).serialize());
        tokens.put("alg none under another spelling", withHeader(good, "{\"alg\":\"nOnE\"}", ""));
        tokens.put("signature left out", good.substring(0, good.lastIndexOf('.') + 1));
        tokens.put("signed with HS256 and the public key", mac(publicKey()));
        tokens.put("signed with HS256 and the public key as PEM", mac(pem().getBytes(StandardCharsets.UTF_8)));
        tokens.put("signed with RS512, not the pinned algorithm", rsa(ISSUER.header(JWSAlgorithm.RS512).build(), ISSUER.key()));
        tokens.put("signed with PS256, not the pinned algorithm", rsa(ISSUER.header(JWSAlgorithm.PS256).build(), ISSUER.key()));
        tokens.put("signed by another key under the known key id", rsa(ISSUER.header(JWSAlgorithm.RS256).build(), ATTACKER));
        tokens.put("claims changed after signing", tampered(good));
        tokens.put("signature changed", good.substring(0, good.length() - 8) + "AAAAAAAA");
    }

    private static void addHeaders(Map<String, String> tokens) {
        var rs256 = ISSUER.header(JWSAlgorithm.RS256);
        tokens.put("unknown key id", rsa(ISSUER.header(JWSAlgorithm.RS256).keyID("unknown").build(), ATTACKER));
        tokens.put("key id that is a path", rsa(ISSUER.header(JWSAlgorithm.RS256).keyID("../../dev/null").build(), ATTACKER));
        tokens.put("brings its own key", rsa(rs256.jwk(ATTACKER.toPublicJWK()).build(), ATTACKER));
        tokens.put("names its own key server",
                rsa(ISSUER.header(JWSAlgorithm.RS256).jwkURL(URI.create("http://127.0.0.1:1/keys")).build(), ATTACKER));
        tokens.put("of another type", rsa(ISSUER.header(JWSAlgorithm.RS256).type(new JOSEObjectType("logout+jwt")).build(), ISSUER.key()));
        tokens.put("asks for an extension nobody knows",
                rsa(ISSUER.header(JWSAlgorithm.RS256).criticalParams(Set.of("x")).customParam("x", 1).build(), ISSUER.key()));
    }

    private static void addClaims(Map<String, String> tokens) {
        Instant now = Instant.now();
        tokens.put("for another audience", ISSUER.signed(ISSUER.claims().audience("another").build()));
        tokens.put("for no audience", ISSUER.signed(without("aud")));
        tokens.put("of another issuer", ISSUER.signed(ISSUER.claims().issuer(ISSUER.url() + "/").build()));
        tokens.put("of no issuer", ISSUER.signed(without("iss")));
        tokens.put("expired", ISSUER.signed(ISSUER.claims().issueTime(Date.from(now.minus(HOUR))).notBeforeTime(
                Date.from(now.minus(HOUR))).expirationTime(Date.from(now.minusSeconds(60))).build()));
        tokens.put("without an end", ISSUER.signed(without("exp")));
        tokens.put("not yet valid", ISSUER.signed(ISSUER.claims().notBeforeTime(Date.from(now.plusSeconds(120))).build()));
        tokens.put("without a subject", ISSUER.signed(without("sub")));
        tokens.put("with a line break in its subject", ISSUER.signed(ISSUER.claims().subject("a\nwho=ops").build()));
        tokens.put("with a subject of 4000 characters", ISSUER.signed(ISSUER.claims().subject("a".repeat(4000)).build()));
    }

    private static JWTClaimsSet without(String claim) {
        return ISSUER.claims().claim(claim, null).build();
    }

    private static String rsa(JWSHeader header, RSAKey key) {
        return TestIssuer.signed(header, ISSUER.claims().build(), TestIssuer.signer(key));
    }

    private static String mac(byte[] secret) {
        try {
            return TestIssuer.signed(ISSUER.header(JWSAlgorithm.HS256).build(), ISSUER.claims().build(), new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] publicKey() {
        try {
            return ISSUER.key().toPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(publicKey())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static String tampered(String token) {
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("customer", "ops");
        return parts[0] + "." + encoded(claims) + "." + parts[2];
    }

    private static String withHeader(String token, String header, String signature) {
        return encoded(header) + "." + token.split("\\.", -1)[1] + "." + signature;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
