package io.tributary.chassis.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.chassis.processing.store.Generations;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingInTheLiveGenerationTest {
    /** One after the other at each look, the last one from then on. */
    private static LiveGenerations live(Integer... generations) {
        var next = new ArrayDeque<>(List.of(generations));
        return _ -> next.size() > 1 ? next.remove() : next.element();
    }

    @Test
    void a_row_that_is_there_is_found() {
        assertThat(live(1).find("copy", generation -> Optional.of("in " + generation))).hasValue("in 1");
    }

    @Test
    void a_row_that_is_missing_is_missing() {
        assertThat(live(1).find("copy", _ -> Optional.empty())).isEmpty();
    }

    @Test
    void a_row_that_went_with_its_generation_is_found_in_the_next() {
        assertThat(live(1, 2).find("copy", generation -> generation == 1 ? Optional.empty() : Optional.of("in " + generation))).hasValue(
                "in 2");
    }

    @Test
    void nothing_is_found_or_missing_while_no_generation_is_live() {
        assertThatExceptionOfType(ViewBeingFilled.class).isThrownBy(() -> live(Generations.NONE).find("copy", _ -> Optional.empty()));
        assertThatExceptionOfType(ViewBeingFilled.class).isThrownBy(() -> live(1, Generations.NONE).find("copy", _ -> Optional.empty()));
    }
}
