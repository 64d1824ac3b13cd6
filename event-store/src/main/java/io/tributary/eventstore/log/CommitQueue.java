package io.tributary.eventstore.log;

import io.tributary.eventstore.CommitLogException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where callers leave commits for the appender. */
final class CommitQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<PendingCommit> waiting = new ArrayList<>();
    private int wanted = 1;
    private boolean closed;

    /** @throws Unavailable once the queue is closed */
    void add(PendingCommit pending) {
        lock.lock();
        try {
            if (closed) {
                throw new Unavailable("the log is closed", null);
            }
            waiting.add(pending);
            if (waiting.size() == 1 || waiting.size() >= wanted) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Everything there is; waits for the first if there is nothing, and then up to {@code patience} nanoseconds until there are
     * {@code company}; empty only once the queue is closed.
     */
    List<PendingCommit> take(int company, long patience) throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            wanted = company;
            for (long left = patience; left > 0 && waiting.size() < company && !closed;) {
                left = changed.awaitNanos(left);
            }
            return drain();
        } finally {
            lock.unlock();
        }
    }

    /** Everything there is, possibly nothing. */
    List<PendingCommit> poll() {
        lock.lock();
        try {
            return waiting.isEmpty() ? List.of() : drain();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private List<PendingCommit> drain() {
        var drained = waiting;
        waiting = new ArrayList<>();
        return drained;
    }

    /** Returns after {@code pause}, or at once when the queue is closed. */
    void awaitClosed(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            for (long left = pause.toNanos(); left > 0 && !closed;) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
