package io.tributary.chassis.kafka;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Holds what was fetched and not yet delivered, up to a number of bytes; a single larger record still passes. */
final class FetchBuffer {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private final Condition added = lock.newCondition();
    private final ArrayDeque<Fetched> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean closed;
    private @Nullable RuntimeException failure;

    FetchBuffer(int capacity) {
        this.capacity = capacity;
    }

    /** Waits for space; false once the buffer is closed. */
    boolean put(Fetched fetched) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && bytes > 0 && bytes + fetched.bytes() > capacity) {
                taken.await();
            }
            if (closed) {
                return false;
            }
            waiting.add(fetched);
            bytes += fetched.bytes();
            added.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Thrown by {@link #poll} once everything before it was delivered. */
    void fail(RuntimeException cause) {
        lock.lock();
        try {
            failure = cause;
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next one, or null if none came in time. */
    @Nullable
    Fetched poll(long timeout, TimeUnit unit) throws InterruptedException {
        long remaining = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && failure == null && !closed && remaining > 0) {
                remaining = added.awaitNanos(remaining);
            }
            var next = waiting.poll();
            if (next != null) {
                bytes -= next.bytes();
                taken.signal();
            } else if (failure != null) {
                throw failure;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            taken.signalAll();
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
