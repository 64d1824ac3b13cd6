package io.tributary.eventstore.processing;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a pooled processor. Axon's tasks catch exceptions; whatever else escapes one of them ends the work on a segment, or of the
 * whole processor, for good. An executor keeps that to itself: this one tells it.
 */
public class WatchedExecutor extends ScheduledThreadPoolExecutor {
    private final Consumer<Throwable> onFailure;

    /** {@code onFailure} is called on the thread of the task that failed, until the executor is shut down. */
    public WatchedExecutor(int threads, ThreadFactory factory, Consumer<Throwable> onFailure) {
        super(threads, factory);
        this.onFailure = onFailure;
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        if (!isShutdown() && task instanceof Future<?> done && done.state() == Future.State.FAILED) {
            onFailure.accept(done.exceptionNow());
        }
    }
}
