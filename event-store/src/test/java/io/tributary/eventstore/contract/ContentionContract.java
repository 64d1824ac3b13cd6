package io.tributary.eventstore.contract;

import static io.tributary.eventstore.fixture.Events.commit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.fixture.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of several writers, each is served sooner or later. */
abstract class ContentionContract extends StoreContract {
    private static final Duration WAY_TO_THE_STORE = Duration.ofMillis(40);
    private static final int QUICK_CALLERS = 4;
    private static final int TURNS = 20;

    @Test
    void a_writer_whose_large_batches_come_too_late_every_time_sends_smaller_ones() throws Exception {
        var others = new AtomicInteger();
        var busy = endanger(SETTINGS);
        busy.network().beforeInsert(batch -> {
            if (batch.size() > 4) {
                log.append(commit("other" + others.getAndIncrement(), 0, 1));
            }
        });
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, 100).mapToObj(i -> callers.submit(() -> busy.log().append(commit("own" + i, 0, 1)))).toList();
            try {
                for (var result : results) {
                    result.get(store.patience().toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                busy.network().beforeInsert(_ -> {
                });
            }
        }
        assertThat(others).hasPositiveValue();
        assertThat(Events.keys(stored())).filteredOn(key -> key.startsWith("own")).hasSize(100);
    }

    /** Between its numbering and its insert the others store several commits, every time. */
    @Test
    void a_writer_far_from_the_store_is_served_beside_two_that_are_near_and_never_rest() throws Exception {
        var far = endanger(SETTINGS);
        far.network().beforeInsert(_ -> LockSupport.parkNanos(WAY_TO_THE_STORE.toNanos()));
        var over = new AtomicBoolean();
        var others = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List.of(log, open()).forEach(near -> neverRest(near, callers, over, others));
            try {
                for (int i = 0; i < 5; i++) {
                    int sequence = i;
                    callers.submit(() -> far.log().append(commit("far", sequence, 1))).get(store.patience().toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                over.set(true);
            }
        }
        assertThat(others).hasValueGreaterThan(50);
        assertThat(Events.keys(stored())).filteredOn(key -> key.startsWith("far")).containsExactly("far#0", "far#1", "far#2", "far#3",
                "far#4");
    }

    /** Eight callers share an instance and never pause until the one caller of the other has had its turn often enough. */
    @Test
    @Timeout(120)
    void an_instance_gets_its_turn_beside_one_that_never_pauses() throws Exception {
        var other = open();
        var satisfied = new AtomicBoolean();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var busy = new ArrayList<Thread>();
        for (int w = 0; w < 8; w++) {
            var id = "busy" + w;
            busy.add(Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; !satisfied.get(); i++) {
                        log.append(commit(id, i, 1));
                    }
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }));
        }
        try {
            for (int i = 0; i < TURNS; i++) {
                other.append(commit("quiet", i, 1));
            }
        } finally {
            satisfied.set(true);
            for (var writer : busy) {
                writer.join();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(storedKeys()).contains("quiet#" + (TURNS - 1), "busy7#0").doesNotHaveDuplicates();
    }

    @Test
    void a_writer_does_not_wait_for_a_moment_in_which_nobody_else_writes() {
        var endangered = endanger(SETTINGS);
        var network = endangered.network();
        network.deaf();
        var others = new AtomicInteger();
        Runnable other = () -> {
            if (others.get() < 20) {
                log.append(commit("other", others.getAndIncrement(), 1));
            }
        };
        network.beforeInsert(_ -> {
            network.beforeInsert(_ -> {
            });
            other.run();
        });
        network.afterEvents(other);
        assertThat(endangered.log().append(commit("a", 0, 1)).commit()).as(
                "behind those that came while it read what had come before").isLessThan(10);
        assertThat(storedKeys()).contains("a#0");
    }

    private static void neverRest(CommitLog near, ExecutorService callers, AtomicBoolean over, AtomicInteger commits) {
        for (int caller = 0; caller < QUICK_CALLERS; caller++) {
            callers.submit(() -> {
                while (!over.get()) {
                    near.append(commit("near" + commits.getAndIncrement(), 0, 1));
                }
            });
        }
    }
}
