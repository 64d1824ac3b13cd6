package io.tributary.eventstore;

/**
 * The answer that was stored with the commit of an idempotency key.
 *
 * @param commit number of that commit
 * @param digest of the request that was accepted
 * @param answer the bytes its {@link IdempotencyRecord} made
 */
@SuppressWarnings("ArrayRecordComponent")
public record RememberedAnswer(String keyHash, long commit, String digest, byte[] answer) {}
