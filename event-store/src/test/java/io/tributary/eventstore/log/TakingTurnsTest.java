package io.tributary.eventstore.log;

import static io.tributary.eventstore.fixture.Events.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.eventstore.CommitLogException.Unavailable;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakingTurnsTest {
    private final CommitQueue queue = new CommitQueue();
    private final BlockingQueue<List<PendingCommit>> taken = new ArrayBlockingQueue<>(10);
    private Thread appender;

    private static PendingCommit pending() {
        return new PendingCommit(commit("a", 0, 1));
    }

    @BeforeEach
    void theAppenderTakesOnce() {
        appender = Thread.ofVirtual().unstarted(() -> {
            try {
                taken.add(queue.take(1, 0));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Only a resting appender leaves its turn to a caller. */
    private void rest() throws InterruptedException {
        appender.start();
        while (appender.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private List<PendingCommit> taken() throws InterruptedException {
        return taken.poll(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() throws InterruptedException {
        queue.close();
        queue.giveBack(1);
        appender.join();
    }

    @Test
    void a_caller_has_no_turn_while_the_appender_is_at_work() throws InterruptedException {
        var waiting = pending();
        assertThat(queue.add(waiting)).isFalse();
        appender.start();
        assertThat(taken()).containsExactly(waiting);
        assertThat(queue.add(pending())).isFalse();
    }

    @Test
    void a_caller_who_is_alone_has_the_turn_and_those_who_come_meanwhile_wait_for_its_end() throws InterruptedException {
        rest();
        assertThat(queue.add(pending())).isTrue();
        var second = pending();
        assertThat(queue.add(second)).isFalse();
        assertThat(taken.poll(50, TimeUnit.MILLISECONDS)).isNull();
        queue.giveBack(1);
        assertThat(taken()).containsExactly(second);
    }

    @Test
    void the_turn_can_be_had_again_once_it_was_given_back() throws InterruptedException {
        rest();
        assertThat(queue.add(pending())).isTrue();
        queue.giveBack(1);
        assertThat(queue.add(pending())).isTrue();
    }

    @Test
    void where_company_is_expected_nobody_goes_alone() throws InterruptedException {
        rest();
        assertThat(queue.add(pending())).isTrue();
        queue.giveBack(2);
        assertThat(queue.add(pending())).isFalse();
    }

    @Test
    void a_commit_that_is_not_decided_goes_first_to_the_appender() throws InterruptedException {
        rest();
        var first = pending();
        var second = pending();
        assertThat(queue.add(first)).isTrue();
        assertThat(queue.add(second)).isFalse();
        queue.giveBack(first);
        assertThat(taken()).containsExactly(first, second);
    }

    @Test
    void a_closed_queue_ends_only_after_the_turn_of_a_caller() throws InterruptedException {
        rest();
        assertThat(queue.add(pending())).isTrue();
        queue.close();
        assertThatThrownBy(() -> queue.add(pending())).isInstanceOf(Unavailable.class);
        assertThat(taken.poll(50, TimeUnit.MILLISECONDS)).isNull();
        queue.giveBack(1);
        assertThat(taken()).isEmpty();
    }
}
