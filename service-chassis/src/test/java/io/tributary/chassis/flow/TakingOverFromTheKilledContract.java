package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.eventstore.CommitLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/**
 * Kill -9 of a real process that publishes and handles segments while commits come in, on any database; claims last as long as those of
 * services.
 */
@Tag("long")
abstract class TakingOverFromTheKilledContract {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int SEGMENTS = 4;
    private final String owner = Parcels.freshOwner();
    private final ParcelDatabase database;

    TakingOverFromTheKilledContract(ParcelDatabase database) {
        this.database = database;
    }

    /** Commits one event after the other until it is closed. */
    private static final class Commits implements AutoCloseable {
        private static final int PARCELS = 200;
        private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();
        private final AtomicInteger committed = new AtomicInteger();
        private final Parcels parcels;
        private final Thread thread;
        private volatile boolean closed;

        Commits(CommitLog log) {
            parcels = new Parcels(log);
            thread = Thread.ofPlatform().name("commits").start(this::run);
        }

        private void run() {
            while (!closed) {
                parcels.packed(committed.get() % PARCELS, "label");
                committed.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }

        @Override
        public void close() throws InterruptedException {
            closed = true;
            thread.join();
        }
    }

    private static final class Stopwatch {
        private final long start = System.nanoTime();
        private final BooleanSupplier condition;
        private long millis = -1;

        Stopwatch(BooleanSupplier condition) {
            this.condition = condition;
        }

        boolean stopped() {
            if (millis < 0 && condition.getAsBoolean()) {
                millis = (System.nanoTime() - start) / 1_000_000;
            }
            return millis >= 0;
        }
    }

    @RepeatedTest(3)
    void another_publishes_and_handles_its_segments_within_fifteen_seconds_and_nothing_is_lost_or_doubled() throws Exception {
        try (database;
                var log = database.openLog();
                var killed = Worker.start(CrashPoint.NOWHERE, owner, database, ConsumerStore.CLAIM).reached()) {
            var store = database.instance(ConsumerStore.CLAIM);
            try (var publisher = Publishing.of(owner, log, store);
                    var survivor = Flow.of(store, database.definition(owner)).started();
                    var commits = new Commits(log)) {
                publisher.started();
                Flow.await("the segments are shared and the killed one publishes", () -> held(survivor) == SEGMENTS / 2
                        && database.changes() > 0);
                assertThat(publisher.publisher().status().active()).isFalse();
                killed.kill();
                measure(publisher, survivor);
                commits.close();
                awaitAll(commits.committed.get(), publisher, survivor);
                assertThat(database.changes()).isEqualTo(commits.committed.get());
                assertEachIsOnTheTopic(commits.committed.get());
            }
        }
    }

    private static int held(Flow flow) {
        return flow.processors().running().stream().mapToInt(RunningProcessor::claimed).sum();
    }

    private static void measure(Publishing publisher, Flow survivor) {
        long before = publisher.publisher().published();
        var publication = new Stopwatch(
                () -> publisher.publisher().status().active() && publisher.publisher().status().next() > before);
        var segments = new Stopwatch(() -> held(survivor) == SEGMENTS);
        Flow.await("taken over", LIMIT, () -> publication.stopped() & segments.stopped());
        System.out.println("after kill -9: published by another after %d ms, segments handled by another after %d ms".formatted(
                publication.millis, segments.millis));
    }

    private void awaitAll(int committed, Publishing publisher, Flow survivor) {
        Flow.await("all published and applied", () -> publisher.publisher().status().next() == committed
                && database.changes() >= committed
                && survivor.processors().running().stream().allMatch(RunningProcessor::caughtUp));
    }

    /** The batch that the killed one had under way may stand there twice, as the very same records: readers drop the second. */
    private void assertEachIsOnTheTopic(int committed) {
        var records = TopicContent.committed(owner);
        var once = records.stream().map(EventRecord::place).distinct().toList();
        assertThat(once).extracting(place -> place.position()).containsExactlyInAnyOrderElementsOf(
                LongStream.range(0, committed).boxed().toList());
        System.out.println("%d events, %d records repeated by the one that took over".formatted(committed, records.size() - once.size()));
    }
}
