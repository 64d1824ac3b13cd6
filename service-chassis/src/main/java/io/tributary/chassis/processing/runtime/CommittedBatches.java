package io.tributary.chassis.processing.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the batches of one processor that this instance has committed, and wakes those who wait for the next one. */
final class CommittedBatches {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition another = lock.newCondition();
    private long count;

    void add() {
        lock.lock();
        try {
            count++;
            another.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns as soon as there are more than {@code seen}, or after a while. */
    void awaitMoreThan(long seen, long millis) throws InterruptedException {
        lock.lock();
        try {
            for (long left = TimeUnit.MILLISECONDS.toNanos(millis); left > 0 && count <= seen;) {
                left = another.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
