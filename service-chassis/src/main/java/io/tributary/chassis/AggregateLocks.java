package io.tributary.chassis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets one command at a time decide on an aggregate: who waits is woken once, in turn. Of two that wait for each other one is refused.
 * Axon's own factory gives up a lock with each release even while others wait for it; each release then wakes them all, to queue up anew: a
 * thousand waiters cost half a million changes of thread.
 */
final class AggregateLocks implements LockFactory {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private final Map<String, Turns> all = new ConcurrentHashMap<>();
    private final Map<Thread, Turns> waiting = new ConcurrentHashMap<>();

    /** Those who have the lock of one aggregate or wait for it. */
    private static final class Turns {
        private final ReentrantLock lock = new ReentrantLock(true);
        private volatile @Nullable Thread owner;
        private int users;
    }

    @Override
    public Lock obtainLock(String aggregate) {
        var turns = all.compute(aggregate, (_, known) -> {
            var joined = known == null ? new Turns() : known;
            joined.users++;
            return joined;
        });
        boolean taken = false;
        try {
            taken = turns.lock.tryLock() || waited(turns, aggregate);
        } finally {
            if (!taken) {
                leave(aggregate);
            }
        }
        turns.owner = Thread.currentThread();
        return new Held(aggregate, turns);
    }

    private boolean waited(Turns turns, String aggregate) {
        var self = Thread.currentThread();
        waiting.put(self, turns);
        try {
            if (endsAt(self, turns)) {
                throw new DeadlockException("this command and another one wait for each other, here for " + aggregate);
            }
            if (turns.lock.tryLock(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return true;
            }
            throw new LockAcquisitionFailedException("aggregate " + aggregate + " was not free within " + LIMIT);
        } catch (InterruptedException e) {
            self.interrupt();
            throw new LockAcquisitionFailedException("interrupted while waiting for aggregate " + aggregate, e);
        } finally {
            waiting.remove(self);
        }
    }

    /** Whether the owner waits for another owner, and so on, back to {@code self}: whoever closes the circle has seen all of it. */
    private boolean endsAt(Thread self, Turns first) {
        Turns turns = first;
        for (int steps = waiting.size(); turns != null && steps >= 0; steps--) {
            var owner = turns.owner;
            if (owner == null || owner == self) {
                return owner == self;
            }
            turns = waiting.get(owner);
        }
        return false;
    }

    private void leave(String aggregate) {
        all.computeIfPresent(aggregate, (_, known) -> --known.users == 0 ? null : known);
    }

    /** How many aggregates somebody holds or waits for. */
    int inUse() {
        return all.size();
    }

    private final class Held implements Lock {
        private final String aggregate;
        private final Turns turns;

        Held(String aggregate, Turns turns) {
            this.aggregate = aggregate;
            this.turns = turns;
        }

        @Override
        public void release() {
            if (turns.lock.getHoldCount() == 1) {
                turns.owner = null;
            }
            turns.lock.unlock();
            leave(aggregate);
        }

        @Override
        public boolean isHeld() { return turns.lock.isHeldByCurrentThread(); }
    }
}
