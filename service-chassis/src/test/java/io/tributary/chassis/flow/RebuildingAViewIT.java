package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuild.State;
import io.tributary.chassis.processing.rebuild.RebuildRefused;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class RebuildingAViewIT {
    private static final int PARCELS = 30;
    private final String owner = Parcels.freshOwner();
    private Owner database;
    private CommitLog log;
    private Parcels parcels;
    private ConsumerStore store;
    private Publishing publisher;
    private ProjectionDefinition definition;

    @BeforeEach
    void start() {
        database = Owner.fresh();
        log = PostgresCommitLog.open(database.dataSource());
        parcels = new Parcels(log);
        store = database.instance(Duration.ofSeconds(10));
        publisher = Publishing.of(owner, log, store);
        publisher.started();
        definition = ParcelRows.definition(database.jdbc(), owner);
        for (int i = 0; i < PARCELS; i++) {
            parcels.packed(i, "label " + i);
        }
    }

    @AfterEach
    void end() {
        publisher.close();
        log.close();
        database.close();
    }

    private Flow applied(ProjectionDefinition projection) {
        var flow = Flow.of(store, projection).started();
        Flow.await("applied", () -> ParcelRows.changes(database.jdbc()) >= PARCELS);
        return flow;
    }

    private static Rebuild ended(Flow flow, Rebuild rebuild) {
        Flow.await("ended", () -> flow.rebuilds().find(rebuild.id()).orElseThrow().state().ended());
        return flow.rebuilds().find(rebuild.id()).orElseThrow();
    }

    private int liveGeneration() {
        return store.generations().of(ParcelRows.NAME).live();
    }

    @Test
    void a_view_filled_aside_under_load_equals_the_live_one_is_switched_to_and_can_be_rolled_back() {
        try (var flow = applied(definition)) {
            var rebuild = flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false);
            assertThatExceptionOfType(RebuildRefused.class).isThrownBy(
                    () -> flow.rebuilds().begin(definition, Mode.IN_PLACE, false)).matches(
                            e -> e.slug().equals("rebuild-running"));
            for (int i = 0; i < PARCELS; i++) {
                parcels.sent(i);
            }
            assertThat(ended(flow, rebuild)).matches(done -> done.state() == State.SWITCHED && done.differenceCount() == 0);
            assertThat(liveGeneration()).isEqualTo(2);
            Flow.await("applied", () -> ParcelRows.changes(database.jdbc()) == PARCELS * 2);
            var rows = ParcelRows.live(database.jdbc());

            flow.rebuilds().rollBack(definition);
            assertThat(liveGeneration()).isEqualTo(1);
            Flow.await("old generation is fed", () -> ParcelRows.live(database.jdbc()).equals(rows));
        }
    }

    @Test
    void a_rebuild_goes_on_after_a_restart_half_way() {
        var stuck = new ProjectionDefinition(definition.name(), definition.source(), definition.tables(),
                generation -> generation == 1
                        ? definition.handlers().apply(1)
                        : new StuckAtOne(new ParcelRows(database.jdbc(), generation)),
                definition.applied());
        Rebuild rebuild;
        try (var flow = applied(stuck)) {
            rebuild = flow.rebuilds().begin(stuck, Mode.BLUE_GREEN, false);
            Flow.await("half of it is there", () -> rowsOf(2) > 0);
        }
        assertThat(rowsOf(2)).isLessThan(PARCELS);
        try (var flow = Flow.of(store, definition).started()) {
            assertThat(ended(flow, rebuild).state()).isEqualTo(State.SWITCHED);
            assertThat(rowsOf(2)).isEqualTo(PARCELS);
            assertThat(ParcelRows.changes(database.jdbc())).isEqualTo(PARCELS);
        }
    }

    private int rowsOf(int generation) {
        return database.jdbc().queryForList("select 1 from parcel_row where generation = ?", Integer.class, generation).size();
    }

    @Test
    void a_changed_handler_is_found_by_exactly_the_rows_that_differ_and_nothing_is_switched() {
        try (var flow = applied(definition)) {
            assertThat(flow.processors().running()).hasSize(1);
        }
        var changed = new ProjectionDefinition(definition.name(), definition.source(), definition.tables(),
                generation -> generation == 1 ? definition.handlers().apply(1) : new ShoutingAboutTwo(database.jdbc(), generation),
                definition.applied());
        try (var flow = applied(changed)) {
            var rebuild = ended(flow, flow.rebuilds().begin(changed, Mode.BLUE_GREEN, false));
            assertThat(rebuild.state()).isEqualTo(State.FAILED);
            assertThat(rebuild.differences()).hasSize(2).allMatch(difference -> Stream.of(4, 9).anyMatch(
                    parcel -> difference.key().contains(Parcels.parcel(parcel).text())));
            assertThat(rebuild.differences()).allMatch(difference -> String.valueOf(difference.live()).contains("\"label\": \"label ")
                    && String.valueOf(difference.rebuilt()).contains("\"label\": \"LOUD\""));
            assertThat(liveGeneration()).isEqualTo(1);

            var accepted = ended(flow, flow.rebuilds().begin(changed, Mode.BLUE_GREEN, true));
            assertThat(accepted).matches(done -> done.state() == State.SWITCHED && done.differenceCount() == 2);
        }
    }

    /** Texts in which "la" and "mB" take each other's place have the same {@code String.hashCode()}, in any number of bits. */
    @Test
    void an_audit_reports_drift_and_repairs_it() {
        try (var flow = applied(definition)) {
            var rows = ParcelRows.live(database.jdbc());
            database.jdbc().update("update parcel_row set label = replace(label, 'la', 'mB') where parcel = ?", Parcels.parcel(3).text());
            var found = ended(flow, flow.rebuilds().audit(definition, null));
            assertThat(found).matches(audit -> audit.state() == State.COMPARED && audit.differenceCount() == 1);
            assertThat(ParcelRows.live(database.jdbc())).isNotEqualTo(rows);
            ended(flow, flow.rebuilds().audit(definition, Rebuild.REPAIR_ALL));
            assertThat(ParcelRows.live(database.jdbc())).isEqualTo(rows);
            assertThat(liveGeneration()).isEqualTo(1);
        }
    }

    @Test
    void an_audit_counts_all_rows_that_differ_lists_the_first_hundred_and_repairs_all() {
        int parcelCount = Rebuild.MAX_DIFFERENCES + 5;
        for (int i = PARCELS; i < parcelCount; i++) {
            parcels.packed(i, "label " + i);
        }
        try (var flow = Flow.of(store, definition).started()) {
            Flow.await("applied", () -> ParcelRows.changes(database.jdbc()) == parcelCount);
            var rows = ParcelRows.live(database.jdbc());
            database.jdbc().update("update parcel_row set label = 'drifted'");
            assertThat(ended(flow, flow.rebuilds().audit(definition, Rebuild.REPAIR_ALL))).matches(
                    audit -> audit.state() == State.COMPARED && audit.differenceCount() == parcelCount
                            && audit.differences().size() == Rebuild.MAX_DIFFERENCES);
            assertThat(ParcelRows.live(database.jdbc())).isEqualTo(rows);
        }
    }

    @Test
    void after_an_audit_and_a_cancelled_rebuild_the_view_can_still_be_rolled_back_to_a_generation_that_is_fed() {
        try (var flow = applied(definition)) {
            assertThat(ended(flow, flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false)).state()).isEqualTo(State.SWITCHED);
            assertThat(ended(flow, flow.rebuilds().audit(definition, null)).state()).isEqualTo(State.COMPARED);
            flow.rebuilds().cancel(flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false, 1));
            for (int i = 0; i < PARCELS; i++) {
                parcels.sent(i);
            }
            Flow.await("applied", () -> ParcelRows.changes(database.jdbc()) == PARCELS * 2);
            var rows = ParcelRows.live(database.jdbc());

            flow.rebuilds().rollBack(definition);
            assertThat(liveGeneration()).isEqualTo(1);
            Flow.await("old generation is fed", () -> ParcelRows.live(database.jdbc()).equals(rows));
            Flow.await("the others are gone", () -> generations().equals(List.of(1, 2)));
        }
    }

    @Test
    void a_view_rolled_back_while_it_is_filled_aside_is_switched_with_the_one_it_was_rolled_back_to_kept() {
        try (var flow = applied(definition)) {
            ended(flow, flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false));
            var rebuild = flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false, PARCELS / 2);
            flow.rebuilds().rollBack(definition);
            assertThat(ended(flow, rebuild)).matches(done -> done.state() == State.SWITCHED && done.differenceCount() == 0);
            assertThat(store.generations().of(ParcelRows.NAME)).matches(state -> state.live() == 3 && state.previous() == 1);
            Flow.await("the one before is gone", () -> generations().equals(List.of(1, 3)));
        }
    }

    @Test
    void an_audit_repairs_the_row_it_is_asked_to_and_no_other() {
        try (var flow = applied(definition)) {
            var rows = ParcelRows.live(database.jdbc());
            database.jdbc().update("update parcel_row set label = 'drifted' where parcel in (?, ?)", Parcels.parcel(3).text(),
                    Parcels.parcel(4).text());
            ended(flow, flow.rebuilds().audit(definition, Parcels.parcel(3).text().substring(0, 8)));
            ended(flow, flow.rebuilds().audit(definition, Parcels.parcel(3).text()));
            assertThat(ParcelRows.live(database.jdbc())).filteredOn(row -> !rows.contains(row)).hasSize(1).allMatch(
                    row -> row.startsWith(Parcels.parcel(4).text() + " drifted"));
        }
    }

    @Test
    void a_cancelled_rebuild_leaves_nothing_behind() {
        try (var flow = applied(definition)) {
            var rebuild = flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false);
            assertThat(flow.rebuilds().cancel(rebuild).state()).isEqualTo(State.CANCELLED);
            assertThatExceptionOfType(RebuildRefused.class).isThrownBy(() -> flow.rebuilds().rollBack(definition)).matches(
                    e -> e.slug().equals("no-previous-generation"));
            Flow.await("its rows are gone", () -> generations().equals(List.of(1)));
        }
    }

    /** Sampled while it runs, so that a slow machine cannot fail it and one without a throttle does. */
    @Test
    void a_throttled_rebuild_never_reads_more_than_it_may_tells_how_far_it_is_and_is_not_throttled_when_it_is_read() {
        int perSecond = PARCELS / 2;
        for (int i = 0; i < PARCELS; i++) {
            parcels.sent(i);
        }
        try (var flow = applied(definition)) {
            long begin = System.nanoTime();
            var rebuild = flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false, perSecond);
            var seen = new ArrayList<Rebuild>();
            Flow.await("ended", () -> {
                long applied = changesOf(rebuild.generation());
                seen.add(flow.rebuilds().find(rebuild.id()).orElseThrow());
                double seconds = (System.nanoTime() - begin) / 1e9;
                assertThat((double) applied).isLessThanOrEqualTo(perSecond * (seconds + 1));
                return seen.getLast().state().ended();
            });
            assertThat(seen.getLast()).matches(
                    done -> done.state() == State.SWITCHED && done.processed() == done.total() && done.total() >= 2 * PARCELS);
            assertThat(seen).allMatch(at -> Integer.valueOf(perSecond).equals(at.maxEventsPerSecond()) && at.processed() <= at.total());
            assertThat(seen).filteredOn(at -> at.state() == State.RUNNING && at.eventsPerSecond() > 0).isNotEmpty().allMatch(
                    at -> at.eventsPerSecond() <= 3L * perSecond && at.etaSeconds() != null);

            int more = 40 * perSecond; // at the rebuild's pace not within the limit of a wait
            for (int i = 0; i < more; i++) {
                parcels.relabelled(i % PARCELS, "again " + i);
            }
            Flow.await("not throttled any more", () -> ParcelRows.changes(database.jdbc()) == 2 * PARCELS + more);
        }
    }

    private long changesOf(int generation) {
        return database.jdbc().queryForList("select changes from parcel_row where generation = ?", Long.class,
                generation).stream().mapToLong(
                        Long::longValue).sum();
    }

    private List<Integer> generations() {
        return database.jdbc().queryForList("select distinct generation from parcel_row order by generation", Integer.class);
    }

    /** The same view, but it cannot write one row for a reason that passes. */
    private record StuckAtOne(ParcelRows rows) {
        @EventHandler
        void on(ParcelPacked event, EventPosition position) {
            if (position.key().equals(Parcels.parcel(4).text())) {
                throw new ConcurrencyException("somebody else writes this row");
            }
            rows.on(event, position);
        }
    }

    /** The same view, but with a mistake in two of its rows. */
    private static final class ShoutingAboutTwo extends ParcelRows {
        private static final List<String> TWO = List.of(Parcels.parcel(4).text(), Parcels.parcel(9).text());

        ShoutingAboutTwo(JdbcTemplate jdbc, int generation) {
            super(jdbc, generation);
        }

        @Override
        void write(EventPosition position, @Nullable String label, @Nullable String state) {
            super.write(position, TWO.contains(position.key()) ? "LOUD" : label, state);
        }
    }
}
