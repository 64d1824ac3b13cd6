package io.tributary.eventstore.axon;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.processing.LogPages;
import io.tributary.eventstore.processing.Recall;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/** Reads the log from a position on; used by one thread at a time. A failure is final: a reader that went on would skip what failed. */
final class LogStream implements TrackingEventStream {
    private static final int FIRST_FETCH = 64;
    private static final int LARGEST_FETCH = 1024;

    private final CommitLog log;
    private final EventCodec codec;
    private final CommitLog.Registration registration;
    private final Object headMoved = new Object();
    private volatile Runnable onAvailable = () -> {
    };
    private volatile boolean closed;
    private final LogPages pages;
    private Iterator<TrackedEventMessage<?>> fetched = Collections.emptyIterator();
    private @Nullable TrackedEventMessage<?> next;
    private @Nullable RuntimeException failure;
    private final Recall recall = new Recall(() -> onAvailable.run());

    LogStream(CommitLog log, EventCodec codec, long position) {
        this.log = log;
        this.codec = codec;
        this.pages = new LogPages(log, position, FIRST_FETCH, LARGEST_FETCH);
        this.registration = log.onHeadMoved(this::wake);
    }

    private void wake() {
        synchronized (headMoved) {
            headMoved.notifyAll();
        }
        onAvailable.run();
    }

    private boolean advance() {
        boolean there = hasNext();
        if (!there) {
            recall.finished();
        }
        return there;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onAvailable = callback;
        return true;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return advance() ? Optional.ofNullable(next) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable() {
        return advance();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (timeout <= 0 || advance()) {
            return advance();
        }
        var deadline = System.nanoTime() + unit.toNanos(timeout);
        synchronized (headMoved) {
            for (long left = unit.toNanos(timeout); left > 0 && !closed && atHead(); left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(headMoved, left);
            }
        }
        return advance();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.MINUTES)) {
            if (closed) {
                throw new NoSuchElementException("the stream is closed");
            }
        }
        var result = next;
        next = null;
        recall.tookOne();
        if (result == null) {
            throw new NoSuchElementException("the stream is used by two threads");
        }
        return result;
    }

    private boolean atHead() {
        return pages.position() >= log.head().nextPosition();
    }

    private boolean hasNext() {
        if (next != null) {
            return true;
        }
        if (failure != null) {
            throw failure;
        }
        try {
            while (!fetched.hasNext()) {
                if (closed || atHead()) {
                    return false;
                }
                fetch();
            }
            next = fetched.next();
            return true;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private void fetch() {
        var events = pages.next();
        if (!events.isEmpty()) {
            fetched = codec.decode(events);
        }
    }

    @Override
    public void close() {
        registration.cancel();
        closed = true;
        recall.finished();
        wake();
    }
}
