package io.tributary.chassis.processing.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private long now = Long.MAX_VALUE - 5;
    private final Throttle throttle = new Throttle(() -> now);

    @Test
    void without_a_limit_everything_passes() {
        assertThat(passing(10_000)).isEqualTo(10_000);
    }

    @Test
    void a_limit_lets_its_number_pass_in_each_second_and_nothing_at_first() {
        throttle.limitTo(200);
        assertThat(passing(10_000)).isZero();
        int total = 0;
        for (int tick = 1; tick <= 40; tick++) {
            now += Duration.ofMillis(10).toNanos();
            total += passing(10_000);
            assertThat(total).as("a fiftieth of a second's worth at once").isEqualTo(tick / 2 * 4);
        }
    }

    @Test
    void a_pause_saves_a_second_s_worth_and_no_more() {
        throttle.limitTo(200);
        now += Duration.ofMinutes(5).toNanos();
        assertThat(passing(10_000)).isEqualTo(200);
    }

    @Test
    void one_event_in_a_second_passes_too() {
        throttle.limitTo(1);
        now += Duration.ofMillis(900).toNanos();
        assertThat(passing(5)).isZero();
        now += Duration.ofMillis(200).toNanos();
        assertThat(passing(5)).isEqualTo(1);
    }

    @Test
    void a_limit_is_changed_without_a_burst_and_can_be_lifted() {
        throttle.limitTo(100);
        now += Duration.ofMillis(100).toNanos();
        assertThat(passing(10_000)).isEqualTo(10);
        now += Duration.ofMillis(10).toNanos();
        throttle.limitTo(100);
        assertThat(passing(10_000)).isZero();
        throttle.limitTo(null);
        assertThat(passing(10_000)).isEqualTo(10_000);
        throttle.limitTo(100);
        assertThat(passing(10_000)).isZero();
    }

    private int passing(int offered) {
        int passed = 0;
        while (passed < offered && throttle.open()) {
            throttle.passed();
            passed++;
        }
        return passed;
    }
}
