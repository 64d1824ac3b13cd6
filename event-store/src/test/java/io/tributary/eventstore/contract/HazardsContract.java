package io.tributary.eventstore.contract;

import static io.tributary.eventstore.fixture.Events.commit;
import static io.tributary.eventstore.fixture.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException.OutcomeUnknown;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.fixture.Counters;
import io.tributary.eventstore.fixture.Events;
import io.tributary.eventstore.fixture.HazardousStorage;
import io.tributary.eventstore.storage.NumberedCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class HazardsContract extends StoreContract {
    private Counters counters;
    private Queue<TrackedEventMessage<?>> handled;
    private HazardousStorage hazardous;
    private CommitLog endangered;

    @BeforeEach
    void openEndangeredLog() {
        counters = new Counters();
        handled = counters.process(Counters.store(open()), 1);
        var opened = endanger(SETTINGS);
        hazardous = opened.network();
        endangered = opened.log();
    }

    @AfterEach
    void closeCounters() {
        counters.close();
    }

    /** Stored, and handled by a processor that ran all the while: these, in this order, and nothing else. */
    private void assertDelivered(String... keys) {
        assertThat(storedKeys()).containsExactly(keys);
        await("the processor handles " + keys.length + " events", () -> handled.size() >= keys.length);
        assertThat(handled.stream().map(message -> (DomainEventMessage<?>) message).map(
                e -> e.getAggregateIdentifier() + "#" + e.getSequenceNumber())).containsExactly(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT30S", "PT-30S", "PT1H", "PT-1H"})
    void a_writer_whose_clock_is_wrong_loses_nothing(Duration skew) {
        var wrong = open(store.open(), SETTINGS.withClock(() -> Instant.now().plus(skew)));
        wrong.append(commit(event("wrong", 0, Instant.now().plus(skew))));
        log.append(commit(event("right", 0, Instant.now())));
        wrong.append(commit(event("wrong", 1, Instant.now().plus(skew))));
        log.append(commit(event("right", 1, Instant.now())));
        assertDelivered("wrong#0", "right#0", "wrong#1", "right#1");
    }

    @Test
    void an_event_made_long_before_it_is_stored_is_delivered() {
        log.append(commit(event("a", 0, Instant.now())));
        await("the first event is handled", () -> handled.size() == 1);
        log.append(commit(event("b", 0, Instant.now().minusSeconds(75))));
        log.append(commit(event("c", 0, Instant.EPOCH)));
        assertDelivered("a#0", "b#0", "c#0");
    }

    @Test
    void a_writer_that_stalls_after_numbering_appends_behind_the_others() throws Exception {
        assertDeliveredAfterStall(() -> await("the others are handled", () -> handled.size() == 2));
    }

    @Test
    @Tag("long")
    void a_writer_that_stalls_for_75_seconds_appends_behind_the_others() throws Exception {
        assertDeliveredAfterStall(() -> {
            var end = System.nanoTime() + Duration.ofSeconds(75).toNanos();
            while (System.nanoTime() < end) {
                Thread.sleep(100);
            }
        });
    }

    private void assertDeliveredAfterStall(Stall stall) throws Exception {
        var impatient = endanger(SETTINGS.withAppendDeadline(Duration.ofMillis(1)));
        var numbered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        impatient.network().beforeInsert(_ -> {
            numbered.countDown();
            awaitUninterruptibly(release);
        });
        var late = CompletableFuture.supplyAsync(() -> impatient.log().append(commit(event("late", 0))));
        numbered.await();
        try {
            log.append(commit("a", 0, 1));
            log.append(commit("a", 1, 1));
            stall.pass();
            impatient.network().beforeInsert(_ -> {
            });
        } finally {
            release.countDown();
        }
        assertThat(late.get()).isEqualTo(new Placement(3, 2));
        assertDelivered("a#0", "a#1", "late#0");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_commit_whose_acknowledgement_was_lost_is_stored_once() {
        hazardous.afterInsert(failing(1));
        assertThat(endangered.append(commit("a", 0, 2))).isEqualTo(new Placement(1, 0));
        endangered.append(commit("a", 2, 1));
        assertDelivered("a#0", "a#1", "a#2");
    }

    @Test
    void a_commit_that_was_not_sent_is_sent_again() {
        hazardous.beforeInsert(failing(3));
        assertThat(endangered.append(commit("a", 0, 2))).isEqualTo(new Placement(1, 0));
        endangered.append(commit("a", 2, 1));
        assertDelivered("a#0", "a#1", "a#2");
    }

    /** Of a driver, say, that finds no end in what the store tells. */
    @Test
    void an_error_in_the_place_of_an_acknowledgement_ends_neither_the_caller_nor_the_writing() throws Exception {
        var inserts = new AtomicInteger();
        hazardous.afterInsert(_ -> {
            if (inserts.getAndIncrement() % 3 == 0) {
                throw new StackOverflowError("the answer has no end");
            }
        });
        assertThat(endangered.append(commit("alone", 0, 2))).isEqualTo(new Placement(1, 0));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = IntStream.range(0, 40).mapToObj(i -> callers.submit(() -> endangered.append(commit("c" + i, 0, 1)))).toList();
            for (var result : results) {
                assertThat(result.get().commit()).isBetween(2L, 41L);
            }
        }
        assertThat(storedKeys()).hasSize(42).doesNotHaveDuplicates();
        await("all are handled", () -> handled.size() >= 42);
    }

    private static Consumer<List<NumberedCommit>> failing(int times) {
        var left = new AtomicInteger(times);
        return _ -> {
            if (left.getAndDecrement() > 0) {
                throw HazardousStorage.cut();
            }
        };
    }

    @Test
    void connections_cut_at_any_moment_lose_and_double_nothing() throws Exception {
        var seed = 20260301L;
        var random = new Random(seed);
        hazardous.beforeInsert(_ -> cutSometimes(random));
        hazardous.afterInsert(_ -> cutSometimes(random));
        var acknowledged = new ConcurrentLinkedQueue<String>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<?>>();
            for (int c = 0; c < 8; c++) {
                var id = "c" + c;
                results.add(callers.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        endangered.append(commit(event(id, i), event(id + "-other", i)));
                        acknowledged.add(id + "#" + i);
                        acknowledged.add(id + "-other#" + i);
                        log.append(commit(event(id + "-calm", i)));
                        acknowledged.add(id + "-calm#" + i);
                    }
                    return id;
                }));
            }
            for (var result : results) {
                result.get();
            }
        }
        assertThat(storedKeys()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(acknowledged).hasSize(600);
        await("all are handled", () -> handled.size() >= 600);
        assertThat(handled).hasSize(600);
    }

    private static void cutSometimes(Random random) {
        if (random.nextInt(5) == 0) {
            throw HazardousStorage.cut();
        }
    }

    @Test
    void an_outcome_that_nobody_knows_is_called_unknown_and_found_out_by_those_who_follow() {
        var impatient = endanger(SETTINGS.withAppendDeadline(Duration.ofMillis(300)));
        var held = new ArrayList<List<NumberedCommit>>();
        impatient.network().beforeInsert(batch -> {
            held.add(batch);
            impatient.network().unreachable(true);
        });
        NewCommit lost = commit("lost", 0, 1);
        assertThatThrownBy(() -> impatient.log().append(lost)).isInstanceOf(OutcomeUnknown.class).hasMessageContaining(
                lost.id().toString());
        impatient.network().beforeInsert(_ -> {
        });
        impatient.network().unreachable(false);
        impatient.network().arriveLate(held.getFirst());
        assertThat(impatient.log().append(commit("next", 0, 1))).isEqualTo(new Placement(2, 1));
        assertDelivered("lost#0", "next#0");
    }

    @Test
    void a_store_that_was_away_for_a_while_loses_nothing() {
        hazardous.unreachable(true);
        var waiting = CompletableFuture.supplyAsync(() -> endangered.append(commit("a", 0, 1)));
        log.append(commit("b", 0, 1));
        await("the other's event is handled", () -> handled.size() == 1);
        hazardous.unreachable(false);
        assertThat(waiting.join()).isEqualTo(new Placement(2, 1));
        assertThat(Events.keys(stored())).containsExactly("b#0", "a#0");
    }

    private interface Stall {
        void pass() throws InterruptedException;
    }
}
