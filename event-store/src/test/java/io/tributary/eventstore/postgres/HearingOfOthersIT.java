package io.tributary.eventstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.fixture.Events;
import io.tributary.eventstore.log.DenseCommitLog;
import io.tributary.eventstore.log.LogSettings;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits of another process are heard of: nobody looks by the clock here. */
class HearingOfOthersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LogSettings NO_LOOKS = LogSettings.defaults().withPollInterval(Duration.ofHours(1));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100})
    void the_last_commit_of_a_burst_is_heard_of_whether_or_not_it_was_announced(int burst) throws InterruptedException {
        try (var store = new PostgresFixture();
                var writer = new DenseCommitLog(store.open(), NO_LOOKS);
                var other = new DenseCommitLog(store.open(), NO_LOOKS)) {
            var moved = new Semaphore(0);
            other.onHeadMoved(moved::release);
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < burst; i++) {
                    writer.append(Events.commit("a" + round + "-" + i, 0, 1));
                }
                awaitHeard(writer, other, moved);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"turn", "turn ", "turn x", "turn -1", "turn 99999999999999999999", "turn 999999999", ""})
    void what_anybody_writes_to_the_channel_keeps_nobody_from_hearing_or_storing(String news) throws InterruptedException {
        try (var store = new PostgresFixture();
                var writer = new DenseCommitLog(store.open(), NO_LOOKS);
                var other = new DenseCommitLog(store.open(), NO_LOOKS)) {
            var moved = new Semaphore(0);
            other.onHeadMoved(moved::release);
            writer.append(Events.commit("a", 0, 1));
            awaitHeard(writer, other, moved);
            store.execute("notify event_log_" + writer.identity().toString().replace('-', '_') + ", '" + news + "'");
            writer.append(Events.commit("b", 0, 1));
            awaitHeard(writer, other, moved);
        }
    }

    private static void awaitHeard(DenseCommitLog writer, DenseCommitLog other, Semaphore moved) throws InterruptedException {
        while (!other.head().equals(writer.head())) {
            assertThat(moved.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }
}
