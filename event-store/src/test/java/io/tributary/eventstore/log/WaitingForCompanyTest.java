package io.tributary.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingForCompanyTest {
    private static final long ROUND_TRIP = 2_000_000;

    private final Gathering gathering = new Gathering();

    private void answered(int commits) {
        for (int i = 0; i < 50; i++) {
            gathering.answered(commits, ROUND_TRIP);
        }
    }

    @Test
    void a_single_caller_never_waits() {
        answered(1);
        assertThat(gathering.patience()).isZero();
    }

    @Test
    void as_many_as_there_were_are_waited_for_during_a_part_of_a_round_trip() {
        answered(7);
        assertThat(gathering.company()).isEqualTo(7);
        assertThat(gathering.patience()).isBetween(ROUND_TRIP / 5, ROUND_TRIP / 4);
        gathering.gathered(8);
        assertThat(gathering.patience()).isPositive();
    }

    @Test
    void nobody_is_waited_for_longer_than_a_millisecond() {
        for (int i = 0; i < 50; i++) {
            gathering.answered(8, 1_000_000_000);
        }
        assertThat(gathering.patience()).isEqualTo(1_000_000);
    }

    @Test
    void where_nobody_comes_the_next_batches_do_not_wait_and_ever_more_of_them() {
        answered(8);
        assertThat(waitsAmong(100)).isBetween(2, 10);
        gathering.answered(8, ROUND_TRIP);
        while (gathering.patience() == 0) {
            gathering.gathered(1);
        }
        gathering.gathered(8);
        assertThat(gathering.patience()).isPositive();
    }

    private int waitsAmong(int batches) {
        int waits = 0;
        for (int i = 0; i < batches; i++) {
            waits += gathering.patience() > 0 ? 1 : 0;
            gathering.gathered(1);
        }
        return waits;
    }
}
