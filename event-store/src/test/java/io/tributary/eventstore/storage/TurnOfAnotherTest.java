package io.tributary.eventstore.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnOfAnotherTest {
    private static final Duration TURN = Duration.ofMillis(200);
    private Duration time = Duration.ofNanos(-5);
    private final TurnOfAnother turn = new TurnOfAnother(() -> time.toNanos());

    private void pass(Duration length) {
        time = time.plus(length);
    }

    @Test
    void nobody_has_one_who_has_not_asked() {
        assertThat(turn.left()).isZero();
        turn.ask(Duration.ofMillis(-1));
        assertThat(turn.left()).isZero();
    }

    @Test
    void it_is_as_long_as_was_asked_for() {
        turn.ask(TURN);
        assertThat(turn.left()).isEqualTo(TURN);
        pass(TURN);
        assertThat(turn.left()).isZero();
    }

    @Test
    void it_is_a_second_at_most() {
        turn.ask(Duration.ofSeconds(Long.MAX_VALUE / 1000));
        assertThat(turn.left()).isEqualTo(TurnOfAnother.LONGEST);
    }

    @Test
    void after_it_nobody_gets_one_for_as_long_a_time() {
        turn.ask(TURN);
        turn.ask(TURN.multipliedBy(3));
        assertThat(turn.left()).isEqualTo(TURN);
        pass(TURN.multipliedBy(2).minusNanos(1));
        turn.ask(TURN);
        assertThat(turn.left()).isNegative();
        pass(Duration.ofNanos(1));
        turn.ask(TURN);
        assertThat(turn.left()).isEqualTo(TURN);
    }
}
