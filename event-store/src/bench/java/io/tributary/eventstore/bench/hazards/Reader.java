package io.tributary.eventstore.bench.hazards;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Follows a store from a token on and remembers what arrived, how often. */
final class Reader implements AutoCloseable {
    private static final int LOOK_MILLIS = 20;
    private final Map<String, Integer> arrived = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile long lastArrival = System.nanoTime();

    Reader(EventStore store, @Nullable TrackingToken from) {
        thread = Thread.ofPlatform().name("hazard-reader").start(() -> follow(store, from));
    }

    private void follow(EventStore store, @Nullable TrackingToken from) {
        try (var stream = store.openStream(from)) {
            while (!closed) {
                if (stream.hasNextAvailable(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    arrived.merge(stream.nextAvailable().getIdentifier(), 1, Integer::sum);
                    lastArrival = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the event arrives within the limit. */
    boolean sees(String id, long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!arrived.containsKey(id) && System.nanoTime() < until) {
            Thread.sleep(LOOK_MILLIS);
        }
        return arrived.containsKey(id);
    }

    /** Returns when nothing has arrived for a while. */
    void awaitQuiet(long millis) throws InterruptedException {
        lastArrival = System.nanoTime();
        while (System.nanoTime() - lastArrival < TimeUnit.MILLISECONDS.toNanos(millis)) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    boolean saw(String id) {
        return arrived.containsKey(id);
    }

    long doubled() {
        return arrived.values().stream().filter(times -> times > 1).count();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
