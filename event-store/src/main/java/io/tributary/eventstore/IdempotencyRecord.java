package io.tributary.eventstore;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import java.util.function.Function;

/**
 * What a commit remembers of the request that caused it, so that a second request with the same key gets the first one's answer.
 *
 * @param keyHash hash of subject, method, path and key; unique in the log; 1 to 100 characters
 * @param digest of the request; the same key with another digest is another request
 * @param answer the bytes to remember, made from the commit's final place; must be pure and quick, as it is called again after a lost race
 */
public record IdempotencyRecord(String keyHash, String digest, Function<Placement, byte[]> answer) {
    private static final int MAX_LENGTH = 100;

    /** @throws InvalidCommit if the hash or the digest is empty or overlong */
    public IdempotencyRecord {
        if (keyHash == null || digest == null || answer == null) {
            throw new InvalidCommit("an idempotency record lacks its key hash, its digest or its answer");
        }
        if (keyHash.isEmpty() || keyHash.length() > MAX_LENGTH || digest.isEmpty() || digest.length() > MAX_LENGTH) {
            throw new InvalidCommit("an idempotency key hash and a digest have 1 to " + MAX_LENGTH + " characters, not " + keyHash.length()
                    + " and " + digest.length());
        }
    }
}
