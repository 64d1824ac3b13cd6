package io.tributary.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.chassis.kafka.TopicToken.Progress;
import io.tributary.chassis.testing.Eventually;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is fetched ahead of the handlers takes so many bytes and no more. */
@Timeout(30)
class FetchBufferTest {
    private static final int CAPACITY = 100;
    private final FetchBuffer buffer = new FetchBuffer(CAPACITY);

    private static Fetched fetched(int bytes) {
        return new Fetched(new TopicPartition("order.events", 0), new Progress(1, 1), new Fetched.Content.Unreadable("x"), bytes);
    }

    /** A call that is to wait, on a thread of its own. */
    private static final class Waiting<T> {
        private final FutureTask<T> call;
        private final Thread thread;

        Waiting(Callable<T> work) {
            call = new FutureTask<>(work);
            thread = Thread.ofPlatform().daemon().start(call);
            Eventually.eventually(() -> assertThat(thread.getState()).isIn(Thread.State.WAITING, Thread.State.TIMED_WAITING));
            assertThat(call.isDone()).isFalse();
        }

        T result() throws Exception {
            return call.get();
        }
    }

    private @Nullable Fetched next() throws InterruptedException {
        return buffer.poll(0, TimeUnit.SECONDS);
    }

    @Test
    void a_record_waits_for_space_and_passes_once_there_is_enough() throws Exception {
        var first = fetched(40);
        var last = fetched(61);
        buffer.put(first);
        buffer.put(fetched(60));
        var put = new Waiting<>(() -> buffer.put(last));
        assertThat(next()).isSameAs(first);
        assertThat(next()).isNotNull();
        assertThat(put.result()).isTrue();
        assertThat(next()).isSameAs(last);
        assertThat(next()).isNull();
    }

    @Test
    void too_little_space_is_not_enough() throws Exception {
        buffer.put(fetched(40));
        buffer.put(fetched(60));
        var put = new Waiting<>(() -> buffer.put(fetched(41)));
        assertThat(next()).isNotNull();
        var second = new Waiting<>(() -> buffer.put(fetched(60)));
        assertThat(next()).isNotNull();
        assertThat(put.result()).isTrue();
        assertThat(buffer.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(second.result()).isTrue();
    }

    @Test
    void a_record_larger_than_the_whole_capacity_passes_alone() throws Exception {
        var large = fetched(CAPACITY * 10);
        assertThat(buffer.put(large)).isTrue();
        var small = fetched(1);
        var put = new Waiting<>(() -> buffer.put(small));
        assertThat(next()).isSameAs(large);
        assertThat(put.result()).isTrue();
        var again = new Waiting<>(() -> buffer.put(large));
        assertThat(next()).isSameAs(small);
        assertThat(again.result()).isTrue();
        assertThat(next()).isSameAs(large);
    }

    @Test
    void closing_lets_go_whoever_waits() throws Exception {
        buffer.put(fetched(CAPACITY));
        var put = new Waiting<>(() -> buffer.put(fetched(1)));
        buffer.close();
        assertThat(put.result()).isFalse();
        assertThat(next()).isNull();
    }

    @Test
    void a_failure_is_told_after_everything_before_it() throws Exception {
        var before = fetched(1);
        buffer.put(before);
        buffer.fail(new IllegalStateException("the broker is gone"));
        assertThat(next()).isSameAs(before);
        assertThatThrownBy(this::next).hasMessage("the broker is gone");
    }
}
