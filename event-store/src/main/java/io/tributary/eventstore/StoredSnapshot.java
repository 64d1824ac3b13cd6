package io.tributary.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of an aggregate after one of its events, kept to spare reading those before.
 *
 * @param sequence of the last event the state contains
 * @param type logical name of the state
 * @param schema of the state's class; a reader with another one must ignore the snapshot
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredSnapshot(String aggregateId, long sequence, @Nullable String aggregateType, String type, String schema,
        Instant recordedAt, byte[] payload, byte[] metadata) {}
