package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedOnceAndAppliedOnceIT {
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private final String owner = Parcels.freshOwner();
    private Owner database;
    private CommitLog log;
    private Parcels parcels;
    private ConsumerStore store;

    @BeforeEach
    void prepare() {
        database = Owner.fresh();
        log = PostgresCommitLog.open(database.dataSource());
        parcels = new Parcels(log);
        store = database.instance(CLAIM);
    }

    @AfterEach
    void end() {
        log.close();
        database.close();
    }

    @Test
    void every_published_event_reaches_the_view_once_and_soon() {
        try (var publisher = Publishing.of(owner, log, store); var flow = Flow.of(store, ParcelRows.definition(database.jdbc(), owner))) {
            publisher.started();
            flow.started();
            for (int i = 0; i < 200; i++) {
                parcels.packed(i, "first");
            }
            parcels.weighed(7, 120);
            parcels.relabelled(7, "second");
            parcels.sent(7);
            Flow.await("all applied", () -> ParcelRows.changes(database.jdbc()) == 202);
            assertThat(ParcelRows.live(database.jdbc())).contains(Parcels.parcel(7).text() + " second sent 3 @202");

            long before = System.nanoTime();
            parcels.packed(1000, "quick");
            Flow.await("applied", () -> ParcelRows.changes(database.jdbc()) == 203);
            System.out.println("commit to view: " + (System.nanoTime() - before) / 1_000_000 + " ms");
        }
    }

    @Test
    void a_replay_in_place_gives_the_same_rows() {
        try (var publisher = Publishing.of(owner, log, store); var flow = Flow.of(store, ParcelRows.definition(database.jdbc(), owner))) {
            publisher.started();
            flow.started();
            for (int i = 0; i < 50; i++) {
                parcels.packed(i % 10, "label " + i);
            }
            Flow.await("all applied", () -> ParcelRows.changes(database.jdbc()) == 50);
            var rows = ParcelRows.live(database.jdbc());

            var rebuild = flow.rebuilds().begin(ParcelRows.definition(database.jdbc(), owner), Rebuild.Mode.IN_PLACE, false);
            Flow.await("rebuilt", () -> flow.rebuilds().find(rebuild.id()).orElseThrow().state() == Rebuild.State.SWITCHED);
            assertThat(ParcelRows.live(database.jdbc())).isEqualTo(rows);
            assertThat(database.jdbc().queryForObject("select count(distinct generation) from parcel_row", Integer.class)).isEqualTo(1);
        }
    }

    @Test
    void a_history_published_to_a_new_topic_is_read_by_a_rebuilt_view() {
        var definition = ParcelRows.definition(database.jdbc(), owner);
        try (var publisher = Publishing.of(owner, log, store); var flow = Flow.of(store, definition)) {
            publisher.started();
            flow.started();
            for (int i = 0; i < 20; i++) {
                parcels.packed(i, "label " + i);
            }
            Flow.await("all applied", () -> ParcelRows.changes(database.jdbc()) == 20);
            var rows = ParcelRows.live(database.jdbc());
            publisher.publisher().republish(true);
            Flow.await("published again", () -> publisher.publisher().status().generation() == 2
                    && publisher.publisher().status().next() == 20);
            var rebuild = flow.rebuilds().begin(definition, Rebuild.Mode.BLUE_GREEN, false);
            Flow.await("switched", () -> flow.rebuilds().find(rebuild.id()).orElseThrow().state() == Rebuild.State.SWITCHED);
            assertThat(ParcelRows.live(database.jdbc())).isEqualTo(rows);
            parcels.sent(3);
            Flow.await("fed from the new topic", () -> ParcelRows.changes(database.jdbc()) == 21);
        }
    }

    @Test
    void a_reader_goes_on_to_a_new_topic_and_handles_nothing_twice() {
        try (var publisher = Publishing.of(owner, log, store); var flow = Flow.of(store, ParcelRows.definition(database.jdbc(), owner))) {
            publisher.started();
            flow.started();
            packed(0, 20);
            Flow.await("all applied", () -> ParcelRows.changes(database.jdbc()) == 20);
            for (int generation = 2; generation <= 3; generation++) {
                publishToANewTopic(publisher);
                packed(20 * (generation - 1), 20 * generation);
                int packed = 20 * generation;
                Flow.await("fed from the new topic", () -> ParcelRows.changes(database.jdbc()) >= packed
                        && flow.processors().running().stream().allMatch(RunningProcessor::caughtUp));
                assertThat(flow.processors().running()).extracting(RunningProcessor::source).containsOnly(
                        owner + ".events." + generation);
                assertThat(ParcelRows.changes(database.jdbc())).isEqualTo(packed);
            }
        }
    }

    @Test
    void a_reader_that_was_away_goes_on_to_a_new_topic_from_where_it_was() {
        var definition = ParcelRows.definition(database.jdbc(), owner);
        try (var publisher = Publishing.of(owner, log, store)) {
            publisher.started();
            try (var flow = Flow.of(store, definition).started()) {
                packed(0, 20);
                Flow.await("all applied", () -> ParcelRows.changes(database.jdbc()) == 20 && flow.processors().running().size() == 1);
            }
            packed(20, 30);
            publishToANewTopic(publisher);
            packed(30, 40);
            try (var flow = Flow.of(store, definition).started()) {
                Flow.await("the rest applied", () -> ParcelRows.changes(database.jdbc()) >= 40
                        && flow.processors().running().stream().allMatch(RunningProcessor::caughtUp));
                assertThat(ParcelRows.changes(database.jdbc())).isEqualTo(40);
            }
        }
    }

    private void packed(int from, int to) {
        for (int i = from; i < to; i++) {
            parcels.packed(i, "label " + i);
        }
    }

    private void publishToANewTopic(Publishing publisher) {
        int before = publisher.publisher().status().generation();
        publisher.publisher().republish(true);
        Flow.await("published again", () -> publisher.publisher().status().generation() == before + 1
                && publisher.publisher().status().next() == log.refreshedHead().nextPosition());
    }
}
