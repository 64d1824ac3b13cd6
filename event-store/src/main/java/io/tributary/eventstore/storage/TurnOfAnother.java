package io.tributary.eventstore.storage;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long another writer has asked this one to wait. Whoever asks is not known, so a turn is a second at most, and after it this writer
 * has as long a time for itself, whatever it is asked for.
 */
public final class TurnOfAnother {
    public static final Duration LONGEST = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private volatile long ends;
    private long next;

    public TurnOfAnother() {
        this(System::nanoTime);
    }

    TurnOfAnother(LongSupplier nanos) {
        this.nanos = nanos;
        ends = nanos.getAsLong();
        next = ends;
    }

    /** One thread at a time. */
    public void ask(Duration length) {
        long now = nanos.getAsLong();
        if (length.isPositive() && now - next >= 0) {
            long granted = Math.min(length.toMillis(), LONGEST.toMillis()) * 1_000_000;
            ends = now + granted;
            next = ends + granted;
        }
    }

    /** What is left of it; zero or less if nothing. */
    public Duration left() {
        return Duration.ofNanos(ends - nanos.getAsLong());
    }
}
