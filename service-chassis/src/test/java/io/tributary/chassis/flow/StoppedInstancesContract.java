package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.testing.KillableProcess;
import io.tributary.eventstore.CommitLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An instance that stands still for longer than its claims, with a real process that is stopped, on any database. */
abstract class StoppedInstancesContract {
    /** Just longer than the interval in which processors extend their claims. */
    private static final Duration SHORT_CLAIM = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final String SHIPPED = "";
    private static final int PARCELS = 20;
    private final String owner = Parcels.freshOwner();
    private final ParcelDatabase database;
    private final CommitLog log;

    /** Where an instance that handles events stands still, with the options of its connections. */
    record Stop(CrashPoint point, String options) {}

    StoppedInstancesContract(ParcelDatabase database) {
        this.database = database;
        this.log = database.openLog();
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("stops")
    void its_segments_are_taken_over_and_it_writes_nothing_when_it_goes_on(Stop stop) throws Exception {
        handles(stop, SHORT_CLAIM, Duration.ZERO);
    }

    @ParameterizedTest
    @MethodSource("stops")
    @Tag("long")
    void its_segments_are_taken_over_while_it_stands_still_for_fifteen_seconds_with_the_claims_of_services(Stop stop) throws Exception {
        handles(new Stop(stop.point(), SHIPPED), ConsumerStore.CLAIM, PAUSE);
    }

    @Test
    void its_publication_is_taken_over_and_it_stores_no_token_when_it_goes_on() throws Exception {
        publishes(SHORT_CLAIM, Duration.ZERO);
    }

    @Test
    @Tag("long")
    void its_publication_is_taken_over_while_it_stands_still_for_fifteen_seconds_with_the_claims_of_services() throws Exception {
        publishes(ConsumerStore.CLAIM, PAUSE);
    }

    private void handles(Stop stop, Duration claim, Duration pause) throws Exception {
        try (var publisher = Publishing.of(owner, log, database.instance(claim))) {
            publisher.started();
            pack();
            try (var worker = Worker.start(stop.point(), owner, database, claim, stop.options()).reached()) {
                worker.stop();
                long stopped = System.nanoTime();
                try (var other = Flow.of(database.instance(claim), database.definition(owner)).started()) {
                    Flow.await("taken over", () -> database.changes() == PARCELS && allAreHeldBy(other));
                    awaitPause(stopped, pause);
                    assertThat(worker.letGo()).isEqualTo(KillableProcess.NOT_COMMITTED);
                    pack();
                    Flow.await("both go on", () -> database.changes() >= 2 * PARCELS
                            && other.processors().running().stream().allMatch(running -> running.behind().events() == 0));
                    assertThatEachEventIsAppliedOnce();
                }
            }
        }
    }

    private void publishes(Duration claim, Duration pause) throws Exception {
        pack();
        try (var worker = Worker.start(CrashPoint.PUBLISHED_TOKEN_NOT_STORED, owner, database, claim).reached()) {
            worker.stop();
            long stopped = System.nanoTime();
            try (var publisher = Publishing.of(owner, log, database.instance(claim));
                    var consumer = Flow.of(database.instance(claim), database.definition(owner)).started()) {
                publisher.started();
                Flow.await("taken over", () -> publisher.publisher().status().active()
                        && publisher.publisher().status().next() == PARCELS);
                awaitPause(stopped, pause);
                assertThat(worker.letGo()).isEqualTo(KillableProcess.NOT_COMMITTED);
                pack();
                Flow.await("applied", () -> database.changes() >= 2 * PARCELS
                        && consumer.processors().running().stream().allMatch(running -> running.caughtUp()));
                assertThatEachEventIsAppliedOnce();
                assertThat(publisher.publisher().status().next()).isEqualTo(2 * PARCELS);
            }
        }
    }

    /** It takes no event for its own before the one that stands still cannot. */
    private static boolean allAreHeldBy(Flow other) {
        return other.processors().running().stream().anyMatch(running -> running.claimed() == running.segments().size());
    }

    private static void awaitPause(long stopped, Duration pause) {
        Flow.await("it stands still long enough", () -> System.nanoTime() - stopped >= pause.toNanos());
    }

    private void assertThatEachEventIsAppliedOnce() {
        assertThat(database.changes()).isEqualTo(2 * PARCELS);
        assertThat(database.live()).hasSize(PARCELS).allMatch(row -> row.contains(" label packed 2 @"));
    }

    private void pack() {
        var parcels = new Parcels(log);
        for (int i = 0; i < PARCELS; i++) {
            parcels.packed(i, "label");
        }
    }
}
