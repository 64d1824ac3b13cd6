package io.tributary.chassis.processing.ownlog;

import io.tributary.chassis.kafka.Arrivals;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.processing.LogPages;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Reads on in the own log from one position. A failure is final: a reader that went on would skip what failed. */
final class OwnLogStream implements BlockingStream<TrackedEventMessage<?>> {
    static final String PARTITION = "log";
    private static final int CHUNK = 500;
    private final String owner;
    private final CommitLog log;
    private final RecordDecoder decoder;
    private final Arrivals arrivals;
    private final ArrayDeque<TrackedEventMessage<?>> ready = new ArrayDeque<>();
    private final Semaphore moved = new Semaphore(0);
    private final CommitLog.Registration registration;
    private final LogPages pages;
    private volatile Runnable onAvailable = () -> {};
    private volatile boolean closed;
    private @Nullable RuntimeException failure;

    OwnLogStream(String owner, CommitLog log, RecordDecoder decoder, Arrivals arrivals, long next) {
        this.owner = owner;
        this.log = log;
        this.decoder = decoder;
        this.arrivals = arrivals;
        this.pages = new LogPages(log, next, CHUNK, CHUNK);
        this.registration = log.onHeadMoved(() -> {
            moved.release();
            onAvailable.run();
        });
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(ready.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (!closed) {
            moved.drainPermits();
            fill();
            long remaining = deadline - System.nanoTime();
            if (!ready.isEmpty() || remaining <= 0) {
                break;
            }
            moved.tryAcquire(remaining, TimeUnit.NANOSECONDS);
        }
        return !ready.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(Integer.MAX_VALUE, TimeUnit.SECONDS)) {
            if (closed) {
                throw new NoSuchElementException("the stream is closed");
            }
        }
        return ready.remove();
    }

    private void fill() {
        if (failure != null) {
            throw failure;
        }
        while (ready.isEmpty() && !closed) {
            var events = pages.next();
            try {
                events.forEach(this::deliver);
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
            long end = log.head().nextPosition();
            arrivals.fetched(PARTITION, end, Math.max(0, end - pages.position()));
            if (events.isEmpty()) {
                return;
            }
        }
    }

    private void deliver(StoredEvent stored) {
        var event = stored.event();
        var place = new LogPlace(owner, log.identity().toString(), 1, stored.position(), stored.position() - 1);
        var record = new EventRecord(event.id().toString(), event.type(), Integer.toString(event.version()), event.recordedAt(),
                event.aggregateType(), event.aggregateId(), event.sequence(), place, event.metadata(), event.payload());
        arrivals.arrived(PARTITION, stored.position(), event.recordedAt());
        ready.addAll(decoder.decode(new GlobalSequenceTrackingToken(stored.position()), PARTITION, record));
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onAvailable = callback;
        return true;
    }

    @Override
    public void close() {
        closed = true;
        registration.cancel();
        moved.release();
    }
}
