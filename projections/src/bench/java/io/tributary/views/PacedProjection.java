package io.tributary.views;

import io.tributary.api.AggregateEvent;
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.batch.BatchProjection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.EventHandler;

/** A generation that takes no more than so many events a second, over all its segments. */
public final class PacedProjection {
    private static final long NANOS = 1_000_000_000;
    private final BatchProjection projection;
    private final long nanosPerEvent;
    private final AtomicLong nextAt = new AtomicLong(System.nanoTime());

    public PacedProjection(BatchProjection projection, long eventsPerSecond) {
        this.projection = projection;
        this.nanosPerEvent = NANOS / eventsPerSecond;
    }

    @EventHandler
    void on(AggregateEvent event, EventPosition position) {
        long now = System.nanoTime();
        long at = nextAt.updateAndGet(next -> Math.max(next, now - NANOS / 10) + nanosPerEvent);
        while (System.nanoTime() < at) {
            LockSupport.parkNanos(at - System.nanoTime());
        }
        projection.on(event, position);
    }
}
