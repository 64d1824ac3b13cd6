package io.tributary.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.identity.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard of every listener does on the started platform, besides roles. */
@ExtendWith(RunningPlatform.class)
class GuardedPlatformIT {
    private static final int MORE_THAN_IS_TAKEN = 8000;
    private static final int CALLERS = 16;
    private final Platform platform;

    GuardedPlatformIT(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void a_subject_that_sends_too_many_requests_is_told_when_to_come_again_and_nobody_else_is(int service) {
        Http listener = platform.service(service);
        Http flood = listener.with(platform.token(Role.OPS, "flood-" + service));
        Optional<Answer> refused = tooMany(flood);
        assertThat(refused).isPresent();
        assertThat(refused.get().text("/type")).isEqualTo("/problems/too-many-requests");
        assertThat(Integer.parseInt(refused.get().header("Retry-After"))).isBetween(1, 10);
        assertThat(listener.get("/nowhere").status()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(10)).until(() -> flood.get("/nowhere").status() == 404);
    }

    /** The first refusal of many requests at once. */
    private static Optional<Answer> tooMany(Http flood) {
        var refused = new ConcurrentLinkedQueue<Answer>();
        var threads = IntStream.range(0, CALLERS).mapToObj(_ -> Thread.startVirtualThread(() -> {
            for (int i = 0; i < MORE_THAN_IS_TAKEN / CALLERS && refused.isEmpty(); i++) {
                Answer answer = flood.get("/nowhere");
                if (answer.status() == 429) {
                    refused.add(answer);
                }
            }
        })).toList();
        threads.forEach(GuardedPlatformIT::join);
        return Optional.ofNullable(refused.peek());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void every_answer_tells_browsers_to_run_and_keep_nothing(int service) {
        Answer answer = platform.service(service).get("/operations/processors");
        assertThat(answer.status()).isEqualTo(200);
        Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer",
                "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'").forEach(
                        (name, value) -> assertThat(answer.header(name)).as(name).isEqualTo(value));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.response().headers().firstValue("Server")).isEmpty();
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, gateway, OPS, 200", "0, gateway, SUPPORT, 403", "1, user-service, OPS, 200", "2, order-service, CUSTOMER, 403",
            "3, payment-service, SERVICE, 403", "4, projections, OPS, 200"})
    void each_call_of_an_operation_is_noted_with_who_and_with_which_outcome(int offset, String service, Role role, int outcome)
            throws IOException {
        String request = "audited-" + UUID.randomUUID();
        String who = role == Role.CUSTOMER ? UUID.randomUUID().toString() : "auditor";
        Answer answer = platform.service(offset).with(platform.token(role, who)).get("/operations/dead-letters", "X-Request-Id", request);
        assertThat(answer.status()).isEqualTo(outcome);
        String expected = "who=%s roles=%s what=\"GET /operations/dead-letters\" outcome=%d request=%s".formatted(who, role.text(), outcome,
                request);
        await().atMost(Duration.ofSeconds(5)).until(
                () -> Files.readString(platform.dataDir().resolve("logs").resolve(service + ".log")).contains(expected));
    }
}
