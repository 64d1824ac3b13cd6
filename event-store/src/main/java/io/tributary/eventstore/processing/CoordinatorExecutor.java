package io.tributary.eventstore.processing;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The thread of a pooled processor's coordinator. Where one of its segments holds all the events it may, Axon's coordinator looks again
 * after 100 ms, and nothing brings that forward; a segment with a fast handler has then stood idle for most of them. Here it looks again
 * after {@value #FULL_PAUSE_MILLIS} ms.
 */
public final class CoordinatorExecutor extends WatchedExecutor {
    /** {@code Coordinator.CoordinationTask}; its other pauses are immediate, or half a second and longer. */
    private static final long AXONS_PAUSE_MILLIS = 100;
    private static final long FULL_PAUSE_MILLIS = 2;

    /** {@code onFailure} is told what ended the coordinator. */
    public CoordinatorExecutor(String name, Consumer<Throwable> onFailure) {
        super(1, Thread.ofPlatform().daemon().name(name).factory(), onFailure);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return unit.toMillis(delay) == AXONS_PAUSE_MILLIS
                ? super.schedule(task, FULL_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                : super.schedule(task, delay, unit);
    }
}
