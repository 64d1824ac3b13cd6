package io.tributary.chassis.processing.pace;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many events a second pass, and a second's worth at once after a pause: of any stretch of n seconds, at most (n + 1) times the
 * limit. Once closed it opens for a fiftieth of a second's worth: batches, and short ones, for others wait behind them. Without a limit, as it
 * begins, all.
 */
public final class Throttle {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int OPENINGS = 50;
    private final LongSupplier nanoTime;
    private volatile @Nullable Integer perSecond;
    private boolean closed;
    private double allowed;
    private long countedAt;

    public Throttle() {
        this(System::nanoTime);
    }

    Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Events per second from now on; null: as many as there are. */
    public synchronized void limitTo(@Nullable Integer limit) {
        if (limit != null && perSecond == null) {
            allowed = 0;
            closed = true;
            countedAt = nanoTime.getAsLong();
        }
        perSecond = limit;
    }

    /** Whether the next event may pass now. */
    boolean open() {
        return perSecond == null || earned();
    }

    private synchronized boolean earned() {
        Integer limit = perSecond;
        if (limit == null) {
            return true;
        }
        long now = nanoTime.getAsLong();
        allowed = Math.min(Math.max(1, limit), allowed + (now - countedAt) * limit / SECOND);
        countedAt = now;
        closed = allowed < (closed ? Math.max(1, limit / OPENINGS) : 1);
        return !closed;
    }

    /** Called for each event that passed. */
    void passed() {
        if (perSecond != null) {
            synchronized (this) {
                allowed--;
            }
        }
    }
}
