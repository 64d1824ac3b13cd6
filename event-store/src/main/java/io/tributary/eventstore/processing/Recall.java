package io.tributary.eventstore.processing;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls a stream's reader back who took events and went away before the stream had no more. Axon's coordinator does: it looks twice
 * whether its segments are full, and if a segment frees a place between the two looks, it takes the stream for empty and rests until the
 * next claim is due, which is seconds, or until it is called.
 */
public final class Recall {
    private static final long PAUSE_MILLIS = 20;
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stream-recall").factory());
    private static final Executor CALLS = Executors.newVirtualThreadPerTaskExecutor();

    private final Runnable reader;
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean unfinished;
    private volatile boolean taken;

    /** @param reader is called while it stays away, every {@value #PAUSE_MILLIS} ms */
    public Recall(Runnable reader) {
        this.reader = reader;
    }

    /** The reader took an event, so there may be more. */
    public void tookOne() {
        if (!taken) {
            taken = true;
        }
        if (!unfinished) {
            unfinished = true;
        }
        if (!watching.get() && watching.compareAndSet(false, true)) {
            later();
        }
    }

    /** The reader was told that there is nothing more, or does not read any longer. */
    public void finished() {
        unfinished = false;
    }

    private void later() {
        CLOCK.schedule(this::look, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        boolean away = !taken;
        taken = false;
        if (unfinished) {
            later();
            if (away) {
                CALLS.execute(reader);
            }
        } else {
            watching.set(false);
            if (unfinished && watching.compareAndSet(false, true)) {
                later();
            }
        }
    }
}
