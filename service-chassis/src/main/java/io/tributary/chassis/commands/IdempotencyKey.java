package io.tributary.chassis.commands;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what a repeated request is recognised.
 *
 * @param hash of what the key belongs to, so that equal keys of different callers or calls never meet
 * @param digest of the request itself: another digest under the same hash is another request
 */
public record IdempotencyKey(String hash, String digest) {
    private static final char SEPARATOR = '\u0000';

    /** The key of a request: hashed with its subject, method and path. */
    public static IdempotencyKey of(String digest, String... parts) {
        return new IdempotencyKey(sha256(String.join(String.valueOf(SEPARATOR), parts).getBytes(StandardCharsets.UTF_8)), digest);
    }

    /** SHA-256 as hexadecimal text. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
