package io.tributary.eventstore.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchedExecutorTest {
    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final WatchedExecutor executor = new WatchedExecutor(1, Thread.ofPlatform().daemon().name("worker").factory(), told::add);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void it_tells_what_escaped_a_task_and_nothing_of_one_that_ended_well() throws Exception {
        executor.submit(() -> {}).get();
        var error = new StackOverflowError();
        var failed = executor.submit(() -> {
            throw error;
        });
        assertThat(failed).failsWithin(Duration.ofSeconds(10)).withThrowableOfType(ExecutionException.class);
        executor.submit(() -> {}).get(); // on the same thread, so after the other was told
        assertThat(told).containsExactly(error);
    }

    @Test
    void it_names_a_thread_that_stands_and_where_but_not_again_at_once() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var standing = executor.submit(() -> {
            begun.countDown();
            end.await();
            return true;
        });
        begun.await();
        assertThat(executor.standingFor(Duration.ofHours(1))).isEmpty();
        assertThat(executor.standingFor(Duration.ZERO).entrySet()).singleElement().satisfies(found -> {
            assertThat(found.getKey().getName()).isEqualTo("worker");
            assertThat(found.getValue()).extracting(StackTraceElement::getClassName).contains(getClass().getName());
        });
        assertThat(executor.standingFor(Duration.ofHours(1))).isEmpty();
        end.countDown();
        assertThat(standing.get()).isTrue();
    }
}
