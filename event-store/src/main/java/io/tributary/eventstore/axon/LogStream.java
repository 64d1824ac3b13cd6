package io.tributary.eventstore.axon;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.processing.Recall;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    private long nextPosition;
    private int fetch = FIRST_FETCH;
    private Iterator<TrackedEventMessage<?>> fetched = Collections.emptyIterator();
    private @Nullable TrackedEventMessage<?> next;
    private @Nullable RuntimeException failure;
    private final Recall recall = new Recall(() -> onAvailable.run());

    /** The page from {@link #nextPosition} on, being read while the one before it is handed out. */
    private @Nullable CompletableFuture<List<StoredEvent>> ahead;

    LogStream(CommitLog log, EventCodec codec, long position) {
        this.log = log;
        this.codec = codec;
        this.nextPosition = position;
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
        return nextPosition >= log.head().nextPosition();
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
        var events = ahead == null ? log.read(nextPosition, fetch) : join(ahead);
        ahead = null;
        if (events.isEmpty()) {
            return;
        }
        fetch = Math.min(fetch * 2, LARGEST_FETCH);
        nextPosition = events.getLast().position() + 1;
        fetched = codec.decode(events);
        readAhead();
    }

    /** One page at most, and only where a whole one is left: at the head events come from memory. */
    private void readAhead() {
        long from = nextPosition;
        int limit = fetch;
        if (!closed && log.head().nextPosition() - from >= limit) {
            ahead = CompletableFuture.supplyAsync(() -> log.read(from, limit),
                    reading -> Thread.ofVirtual().name("commit-log-reading-ahead").start(reading));
        }
    }

    private static List<StoredEvent> join(CompletableFuture<List<StoredEvent>> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
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
