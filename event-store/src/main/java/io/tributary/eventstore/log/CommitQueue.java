package io.tributary.eventstore.log;

import io.tributary.eventstore.CommitLogException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where callers leave commits for the appender, and where it is decided whose turn it is to store: the appender's, or that of a caller
 * who comes while it rests and nobody else is about.
 */
final class CommitQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<PendingCommit> waiting = new ArrayList<>();
    private int wanted = 1;

    /** The appender waits for work, and no caller has taken the turn from it. */
    private boolean resting;
    private boolean closed;

    /**
     * True if the caller has the turn and must {@link #giveBack} it; else the commit waits for the appender.
     *
     * @throws Unavailable once the queue is closed
     */
    boolean add(PendingCommit pending) {
        lock.lock();
        try {
            if (closed) {
                throw new Unavailable("the log is closed", null);
            }
            if (resting && waiting.isEmpty() && wanted <= 1) {
                resting = false;
                return true;
            }
            waiting.add(pending);
            if (waiting.size() == 1 || waiting.size() >= wanted) {
                changed.signal();
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** The caller's turn ends; {@code company} is what the next batch is worth waiting for. */
    void giveBack(int company) {
        lock.lock();
        try {
            resting = true;
            wanted = company;
            if (closed || !waiting.isEmpty()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The caller's turn ends, and its commit goes first among those that wait. */
    void giveBack(PendingCommit undecided) {
        lock.lock();
        try {
            waiting.addFirst(undecided);
            giveBack(1);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Everything there is; waits for the first if there is nothing, and then up to {@code patience} nanoseconds until there are
     * {@code company}; empty only once the queue is closed and no caller has the turn.
     */
    List<PendingCommit> take(int company, long patience) throws InterruptedException {
        lock.lock();
        try {
            wanted = company;
            resting = true;
            while (!resting || waiting.isEmpty() && !closed) {
                changed.await();
            }
            resting = false;
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
