package io.tributary.eventstore.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecallTest {
    private final Semaphore calls = new Semaphore(0);
    private final Recall recall = new Recall(calls::release);

    @Test
    void a_reader_who_stays_away_is_called_until_there_is_nothing_more() throws Exception {
        recall.tookOne();
        assertThat(calls.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
        recall.finished();
        noMoreCalls();
    }

    @Test
    void a_reader_who_took_all_is_not_called() throws Exception {
        recall.tookOne();
        recall.finished();
        noMoreCalls();
    }

    @Test
    void a_reader_who_comes_again_is_watched_again() throws Exception {
        recall.tookOne();
        recall.finished();
        noMoreCalls();
        recall.tookOne();
        assertThat(calls.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        recall.finished();
    }

    /** One may be on its way. */
    private void noMoreCalls() throws InterruptedException {
        calls.tryAcquire(100, TimeUnit.MILLISECONDS);
        calls.drainPermits();
        assertThat(calls.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
    }
}
