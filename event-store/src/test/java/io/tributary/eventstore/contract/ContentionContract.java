package io.tributary.eventstore.contract;

import static io.tributary.eventstore.fixture.Events.commit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.fixture.Events;
import io.tributary.eventstore.fixture.HazardousStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of several writers, each is served sooner or later. */
abstract class ContentionContract extends StoreContract {
    private static final Duration WAY_TO_THE_STORE = Duration.ofMillis(40);
    private static final int QUICK_CALLERS = 4;

    @Test
    void a_writer_whose_large_batches_come_too_late_every_time_sends_smaller_ones() throws Exception {
        var others = new AtomicInteger();
        var networks = new ArrayList<HazardousStorage>();
        var busy = open(store.open(right -> {
            networks.add(new HazardousStorage(right));
            return networks.getFirst();
        }), SETTINGS);
        var network = networks.getFirst();
        network.beforeInsert(batch -> {
            if (batch.size() > 4) {
                log.append(commit("other" + others.getAndIncrement(), 0, 1));
            }
        });
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, 100).mapToObj(i -> callers.submit(() -> busy.append(commit("own" + i, 0, 1)))).toList();
            try {
                for (var result : results) {
                    result.get(store.patience().toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                network.beforeInsert(_ -> {
                });
            }
        }
        assertThat(others).hasPositiveValue();
        assertThat(Events.keys(stored())).filteredOn(key -> key.startsWith("own")).hasSize(100);
    }

    /** Between its numbering and its insert the others store several commits, every time. */
    @Test
    void a_writer_far_from_the_store_is_served_beside_two_that_are_near_and_never_rest() throws Exception {
        var networks = new ArrayList<HazardousStorage>();
        var far = open(store.open(right -> {
            networks.add(new HazardousStorage(right));
            return networks.getFirst();
        }), SETTINGS);
        networks.getFirst().beforeInsert(_ -> LockSupport.parkNanos(WAY_TO_THE_STORE.toNanos()));
        var over = new AtomicBoolean();
        var others = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List.of(log, open()).forEach(near -> neverRest(near, callers, over, others));
            try {
                for (int i = 0; i < 5; i++) {
                    int sequence = i;
                    callers.submit(() -> far.append(commit("far", sequence, 1))).get(store.patience().toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                over.set(true);
            }
        }
        assertThat(others).hasValueGreaterThan(50);
        assertThat(Events.keys(stored())).filteredOn(key -> key.startsWith("far")).containsExactly("far#0", "far#1", "far#2", "far#3",
                "far#4");
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
