package io.tributary.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DecidingOneAtATimeTest {
    private static final int MANY = 1_000;
    private final AggregateLocks locks = new AggregateLocks();
    private int changes;

    @Test
    void an_aggregate_is_changed_by_one_at_a_time_and_forgotten_afterwards() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, MANY).forEach(_ -> threads.execute(() -> {
                var lock = locks.obtainLock("a");
                int before = changes;
                Thread.yield();
                changes = before + 1;
                lock.release();
            }));
        }
        assertThat(changes).isEqualTo(MANY);
        assertThat(locks.inUse()).isZero();
    }

    @Test
    void aggregates_do_not_wait_for_each_other() {
        var a = locks.obtainLock("a");
        CompletableFuture.runAsync(() -> locks.obtainLock("b").release()).join();
        assertThat(a.isHeld()).isTrue();
        a.release();
        assertThat(locks.inUse()).isZero();
    }

    @Test
    void whoever_holds_a_lock_gets_it_again_and_gives_it_up_with_the_last_release() {
        var first = locks.obtainLock("a");
        locks.obtainLock("a").release();
        assertThat(first.isHeld()).isTrue();
        var other = CompletableFuture.runAsync(() -> locks.obtainLock("a").release());
        assertThat(other).isNotDone();
        first.release();
        other.join();
        assertThat(first.isHeld()).isFalse();
        assertThat(locks.inUse()).isZero();
    }

    @Test
    void of_those_who_wait_for_each_other_in_a_circle_not_all_go_on_and_not_all_are_refused_for_ever() throws Exception {
        var names = List.of("a", "b", "c");
        var all = new CyclicBarrier(names.size());
        var refused = new AtomicInteger();
        var done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < names.size(); i++) {
                int own = i;
                threads.submit(() -> {
                    var first = locks.obtainLock(names.get(own));
                    all.await(10, TimeUnit.SECONDS);
                    try {
                        locks.obtainLock(names.get((own + 1) % names.size())).release();
                        done.incrementAndGet();
                    } catch (DeadlockException _) {
                        refused.incrementAndGet();
                    } finally {
                        first.release();
                    }
                    return null;
                });
            }
        }
        assertThat(refused).hasPositiveValue();
        assertThat(done.get() + refused.get()).isEqualTo(names.size());
        assertThat(locks.inUse()).isZero();
    }

    @Test
    void whoever_is_interrupted_waits_no_longer_and_keeps_its_flag() throws Exception {
        var held = locks.obtainLock("a");
        var begun = new CountDownLatch(1);
        var outcome = new CompletableFuture<Boolean>();
        var waiting = Thread.ofPlatform().start(() -> {
            begun.countDown();
            try {
                locks.obtainLock("a").release();
                outcome.complete(false);
            } catch (LockAcquisitionFailedException _) {
                outcome.complete(Thread.currentThread().isInterrupted());
            }
        });
        begun.await();
        waiting.interrupt();
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isTrue();
        held.release();
        assertThat(locks.inUse()).isZero();
    }
}
