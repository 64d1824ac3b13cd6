package io.tributary.user.account;

import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.EmailClaimId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Names the claim of an address by HMAC-SHA-256 of its compared form: without the key, nobody can test the store for an address. The key
 * cannot be changed once users exist, since every claim would lose its address.
 *
 * @param emailClaimKey {@code tributary.email-claim-key}, a secret of at least 32 characters
 */
@ConfigurationProperties("tributary")
record EmailClaimKey(String emailClaimKey) {
    private static final int MIN_LENGTH = 32;
    private static final String ALGORITHM = "HmacSHA256";

    EmailClaimKey {
        if (emailClaimKey.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("tributary.email-claim-key needs at least %d characters".formatted(MIN_LENGTH));
        }
    }

    EmailClaimId claimOf(EmailAddress address) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(emailClaimKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return new EmailClaimId(HexFormat.of().formatHex(mac.doFinal(address.normalised().getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "EmailClaimKey[…]";
    }
}
