package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuild.State;
import io.tributary.chassis.processing.rebuild.RebuildRefused;
import io.tributary.chassis.processing.store.Generations;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A view is filled again, aside or in place, on any database. */
abstract class RebuildingAViewContract extends ParcelRebuilds {
    RebuildingAViewContract(ParcelDatabase database) {
        super(database);
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
            assertThat(generations().live()).isEqualTo(2);
            Flow.await("applied", () -> database.changes() == PARCELS * 2);
            var rows = database.live();

            flow.rebuilds().rollBack(definition);
            assertThat(generations().live()).isEqualTo(1);
            Flow.await("old generation is fed", () -> database.live().equals(rows));
        }
    }

    @Test
    void a_rebuild_goes_on_after_a_restart_half_way() {
        var stuck = withFurther((view, _) -> new StuckAtOne(view));
        Rebuild rebuild;
        try (var flow = applied(stuck)) {
            rebuild = flow.rebuilds().begin(stuck, Mode.BLUE_GREEN, false);
            Flow.await("half of it is there", () -> database.rows(2) > 0);
        }
        assertThat(database.rows(2)).isLessThan(PARCELS);
        try (var flow = Flow.of(store, definition).started()) {
            assertThat(ended(flow, rebuild).state()).isEqualTo(State.SWITCHED);
            assertThat(database.rows(2)).isEqualTo(PARCELS);
            assertThat(database.changes()).isEqualTo(PARCELS);
        }
    }

    @Test
    void a_changed_handler_is_found_by_exactly_the_rows_that_differ_and_nothing_is_switched() {
        var changed = withFurther((view, _) -> new ShoutingAboutTwo(view));
        try (var flow = applied(changed)) {
            var rebuild = ended(flow, flow.rebuilds().begin(changed, Mode.BLUE_GREEN, false));
            assertThat(rebuild.state()).isEqualTo(State.FAILED);
            assertThat(rebuild.differences()).hasSize(2).allMatch(difference -> Stream.of(4, 9).anyMatch(
                    parcel -> difference.key().contains(Parcels.parcel(parcel).text())));
            assertThat(rebuild.differences()).allMatch(difference -> String.valueOf(difference.live()).contains("\"label\": \"label ")
                    && String.valueOf(difference.rebuilt()).contains("\"label\": \"LOUD\""));
            assertThat(generations().live()).isEqualTo(1);

            var accepted = ended(flow, flow.rebuilds().begin(changed, Mode.BLUE_GREEN, true));
            assertThat(accepted).matches(done -> done.state() == State.SWITCHED && done.differenceCount() == 2);
        }
    }

    @Test
    void a_view_filled_in_place_has_no_generation_that_is_read_until_it_is_full() {
        try (var flow = applied(definition)) {
            var rows = database.live();
            var rebuild = flow.rebuilds().begin(definition, Mode.IN_PLACE, false, PARCELS / 2);
            Flow.await("half of it is there, or all", () -> database.rows(rebuild.generation()) > 0);
            var half = generations();
            assertThat(database.rows(rebuild.generation())).as("the limit holds it back").isLessThan(PARCELS);
            assertThat(half.isRead()).isFalse();
            assertThatExceptionOfType(RebuildRefused.class).isThrownBy(() -> flow.rebuilds().rollBack(definition)).matches(
                    e -> e.slug().equals("no-previous-generation"));
            assertThat(ended(flow, rebuild)).matches(done -> done.state() == State.SWITCHED && done.differenceCount() == 0);
            assertThat(generations()).matches(state -> state.live() == rebuild.generation() && state.previous() == Generations.NONE);
            assertThat(database.live()).isEqualTo(rows);
            Flow.await("the old rows are gone", () -> database.generations().size() == 1);
        }
    }

    @Test
    void one_filled_in_place_that_was_never_full_is_not_read_before_another_is() {
        var stuck = withFurther((view, _) -> new StuckAtOne(view));
        try (var flow = applied(stuck)) {
            flow.rebuilds().begin(stuck, Mode.IN_PLACE, false);
            Flow.await("half of it is there", () -> database.rows(2) > 0);
        }
        forgetTheRebuild();
        try (var flow = Flow.of(store, definition).started()) {
            assertThat(generations().isRead()).isFalse();
            assertThatExceptionOfType(RebuildRefused.class).isThrownBy(() -> flow.rebuilds().audit(definition, null)).matches(
                    e -> e.slug().equals("view-being-filled"));
            assertThat(ended(flow, flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false)).state()).isEqualTo(State.SWITCHED);
            assertThat(generations()).matches(state -> state.live() == 3 && state.previous() == Generations.NONE);
            assertThat(database.changes()).isEqualTo(PARCELS);
        }
    }

    /** As when it has failed: its place is free. */
    private void forgetTheRebuild() {
        var place = store.documents().find("active-rebuild", ParcelRows.NAME).orElseThrow();
        assertThat(store.documents().write("active-rebuild", ParcelRows.NAME, place.version(), "")).isTrue();
    }

    @Test
    void of_many_who_change_the_generations_at_once_one_does() throws Exception {
        var before = generations();
        for (int round = 0; round < 20; round++) {
            var from = generations();
            Callable<Boolean> change = () -> store.generations().change(ParcelRows.NAME, from, from.emptied().switched());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.invokeAll(Collections.nCopies(8, change)).stream().map(Future::resultNow)).containsOnlyOnce(true);
            }
        }
        assertThat(generations()).matches(state -> state.live() == 21 && state.switches() == before.switches() + 40);
        assertThat(store.generations().change(ParcelRows.NAME, before, before.rolledBack())).isFalse();
    }
}
