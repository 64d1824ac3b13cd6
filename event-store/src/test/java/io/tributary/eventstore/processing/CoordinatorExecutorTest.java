package io.tributary.eventstore.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CoordinatorExecutorTest {
    @Test
    void only_the_pause_of_a_full_segment_is_shortened() {
        try (var executor = new CoordinatorExecutor("coordinator", _ -> {})) {
            assertThat(delayOf(executor, 100)).isLessThanOrEqualTo(2);
            assertThat(delayOf(executor, 500)).isGreaterThan(400);
            assertThat(delayOf(executor, 5000)).isGreaterThan(4900);
            executor.shutdownNow();
        }
    }

    private static long delayOf(CoordinatorExecutor executor, long millis) {
        var future = executor.schedule(() -> {}, millis, TimeUnit.MILLISECONDS);
        long left = future.getDelay(TimeUnit.MILLISECONDS);
        future.cancel(false);
        return left;
    }
}
