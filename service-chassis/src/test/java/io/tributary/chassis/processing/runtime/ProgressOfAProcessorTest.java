package io.tributary.chassis.processing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.runtime.RunningProcessor.Progress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressOfAProcessorTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private final ProcessorWatch watch = new ProcessorWatch();

    /** Ten events, each a transaction of its own, so that the broker's mark follows it: offsets 0 to 19. */
    @Test
    void offsets_of_the_broker_s_own_marks_are_progress_but_no_events() {
        var stream = watch.opened();
        for (int position = 0; position < 6; position++) {
            stream.arrived("p", position, NOW);
        }
        stream.fetched("p", 20, 8);
        assertThat(watch.progress(6 + 8)).isEqualTo(new Progress(6, 20, 0));
        assertThat(watch.progress(2 + 8)).isEqualTo(new Progress(10, 20, 4));
        for (int position = 6; position < 10; position++) {
            stream.arrived("p", position, NOW);
        }
        stream.fetched("p", 20, 0);
        assertThat(watch.progress(1)).isEqualTo(new Progress(19, 20, 9));
        assertThat(watch.progress(0)).isEqualTo(new Progress(20, 20, 10));
    }

    @Test
    void a_record_that_comes_again_is_no_further_event() {
        var stream = watch.opened();
        stream.arrived("p", 3, NOW);
        stream.arrived("p", 3, NOW);
        stream.fetched("p", 2, 0);
        assertThat(watch.progress(0)).isEqualTo(new Progress(2, 2, 1));
    }
}
