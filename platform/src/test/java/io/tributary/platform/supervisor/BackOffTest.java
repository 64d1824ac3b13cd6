package io.tributary.platform.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void pauses_double_up_to_a_limit() {
        BackOff backOff = new BackOff();
        Duration first = backOff.next();
        assertThat(backOff.next()).isEqualTo(first.multipliedBy(2));
        assertThat(backOff.next()).isEqualTo(first.multipliedBy(4));
        for (int more = 0; more < 20; more++) {
            backOff.next();
        }
        assertThat(backOff.next()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_short_run_does_not_make_the_pauses_short_again() {
        BackOff backOff = new BackOff();
        Duration first = backOff.next();
        backOff.started();
        assertThat(backOff.next()).isGreaterThan(first);
    }
}
