package io.tributary.chassis.kafka.records;

import org.jspecify.annotations.Nullable;

/** A record on an owner's topic that no publisher wrote, or that was damaged. */
public final class UnreadableRecord extends RuntimeException {
    public UnreadableRecord(String fact, @Nullable Throwable cause) {
        super(fact, cause);
    }
}
