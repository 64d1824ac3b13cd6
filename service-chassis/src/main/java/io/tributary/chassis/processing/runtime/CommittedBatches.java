package io.tributary.chassis.processing.runtime;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Wakes those who wait for an event of one aggregate when this instance has committed a batch of one processor that holds one. */
final class CommittedBatches {
    /** Another instance may commit the one that counts. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private final Map<String, Set<Semaphore>> waiting = new ConcurrentHashMap<>();

    /** @param keys of the aggregates whose events are in the batch */
    void add(Set<String> keys) {
        if (!waiting.isEmpty()) {
            keys.forEach(key -> waiting.getOrDefault(key, Set.of()).forEach(Semaphore::release));
        }
    }

    /** Looks after each batch with an event of the aggregate, and now and then. False if it is not so until {@code deadline}, in {@link System#nanoTime()}. */
    boolean await(String key, BooleanSupplier applied, long deadline) throws InterruptedException {
        var woken = new Semaphore(0);
        waiting.compute(key, (_, others) -> {
            Set<Semaphore> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(woken);
            return all;
        });
        try {
            while (!applied.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                woken.tryAcquire(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
                woken.drainPermits();
            }
            return true;
        } finally {
            waiting.computeIfPresent(key, (_, all) -> {
                all.remove(woken);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
