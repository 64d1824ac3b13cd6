package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuild.State;
import io.tributary.chassis.processing.rebuild.RebuildRefused;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which generations are kept and fed, on any database: the one that is read, and the one a rollback goes back to. */
abstract class KeepingGenerationsContract extends ParcelRebuilds {
    KeepingGenerationsContract(ParcelDatabase database) {
        super(database);
    }

    @Test
    void after_an_audit_and_a_cancelled_rebuild_the_view_can_still_be_rolled_back_to_a_generation_that_is_fed() {
        try (var flow = applied(definition)) {
            assertThat(ended(flow, flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false)).state()).isEqualTo(State.SWITCHED);
            assertThat(ended(flow, flow.rebuilds().audit(definition, null)).state()).isEqualTo(State.COMPARED);
            flow.rebuilds().cancel(flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false, 1));
            isRolledBackToAFedGeneration(flow);
        }
    }

    @Test
    void after_a_failed_rebuild_the_view_can_still_be_rolled_back_to_a_generation_that_is_fed() {
        var changed = withFurther((view, generation) -> generation == 2 ? view : new ShoutingAboutTwo(view));
        try (var flow = applied(changed)) {
            assertThat(ended(flow, flow.rebuilds().begin(changed, Mode.BLUE_GREEN, false)).state()).isEqualTo(State.SWITCHED);
            assertThat(ended(flow, flow.rebuilds().begin(changed, Mode.BLUE_GREEN, false)).state()).isEqualTo(State.FAILED);
            isRolledBackToAFedGeneration(flow);
        }
    }

    private void isRolledBackToAFedGeneration(Flow flow) {
        for (int i = 0; i < PARCELS; i++) {
            parcels.sent(i);
        }
        Flow.await("applied", () -> database.changes() == PARCELS * 2);
        var rows = database.live();

        flow.rebuilds().rollBack(definition);
        assertThat(generations().live()).isEqualTo(1);
        Flow.await("old generation is fed", () -> database.live().equals(rows));
        Flow.await("the others are gone", () -> database.generations().equals(List.of(1, 2)));
    }

    @Test
    void a_view_rolled_back_while_it_is_filled_aside_is_switched_with_the_one_it_was_rolled_back_to_kept() {
        try (var flow = applied(definition)) {
            ended(flow, flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false));
            var rebuild = flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false, PARCELS / 2);
            flow.rebuilds().rollBack(definition);
            assertThat(ended(flow, rebuild)).matches(done -> done.state() == State.SWITCHED && done.differenceCount() == 0);
            assertThat(generations()).matches(state -> state.live() == 3 && state.previous() == 1);
            Flow.await("the one before is gone", () -> database.generations().equals(List.of(1, 3)));
        }
    }

    @Test
    void a_cancelled_rebuild_leaves_nothing_behind() {
        try (var flow = applied(definition)) {
            var rebuild = flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false);
            assertThat(flow.rebuilds().cancel(rebuild).state()).isEqualTo(State.CANCELLED);
            assertThatExceptionOfType(RebuildRefused.class).isThrownBy(() -> flow.rebuilds().rollBack(definition)).matches(
                    e -> e.slug().equals("no-previous-generation"));
            Flow.await("its rows are gone", () -> database.generations().equals(List.of(1)));
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
                long applied = database.changes(rebuild.generation());
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
            Flow.await("not throttled any more", () -> database.changes() == 2 * PARCELS + more);
        }
    }
}
