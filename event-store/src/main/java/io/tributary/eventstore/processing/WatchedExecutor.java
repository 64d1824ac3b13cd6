package io.tributary.eventstore.processing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    /** Since when a thread is at its task, in {@link System#nanoTime}. */
    private final Map<Thread, Long> atWork = new ConcurrentHashMap<>();

    /** {@code onFailure} is called on the thread of the task that failed, until the executor is shut down. */
    public WatchedExecutor(int threads, ThreadFactory factory, Consumer<Throwable> onFailure) {
        super(threads, factory);
        this.onFailure = onFailure;
    }

    /** The threads that have been at one task for that long, each with where it is; a thread is not named again before that time is over anew. */
    public Map<Thread, StackTraceElement[]> standingFor(Duration limit) {
        var found = new HashMap<Thread, StackTraceElement[]>();
        long now = System.nanoTime();
        atWork.forEach((thread, since) -> {
            if (now - since >= limit.toNanos() && atWork.replace(thread, since, now)) {
                found.put(thread, thread.getStackTrace());
            }
        });
        return found;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        atWork.put(thread, System.nanoTime());
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        atWork.remove(Thread.currentThread());
        if (!isShutdown() && task instanceof Future<?> done && done.state() == Future.State.FAILED) {
            onFailure.accept(done.exceptionNow());
        }
    }
}
