package io.tributary.chassis.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LeavingAnInstanceTest {
    private static final Duration ANNOUNCED = Duration.ofMillis(300);
    private final Leaving leaving = new Leaving(ANNOUNCED);

    @Test
    void connections_are_kept_until_then() throws Exception {
        leaving.start();
        assertThat(answer().getHeader("Connection")).isNull();
        assertThat(leaving.isRunning()).isTrue();
    }

    @Test
    void it_answers_on_for_the_announced_time_and_each_answer_ends_its_connection() throws Exception {
        leaving.start();
        long asked = System.nanoTime();
        Thread stopping = Thread.ofVirtual().start(leaving::stop);
        while (leaving.isRunning()) {
            Thread.onSpinWait();
        }
        MockHttpServletResponse answer = answer();
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeader("Connection")).isEqualTo("close");
        stopping.join();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(ANNOUNCED);
    }

    private MockHttpServletResponse answer() throws Exception {
        var response = new MockHttpServletResponse();
        leaving.doFilter(new MockHttpServletRequest("GET", "/orders/1"), response, new MockFilterChain());
        return response;
    }
}
