package io.tributary.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.identity.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard of every listener does on the started platform, besides roles. */
@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
class GuardedPlatformIT {
    private final Platform platform;

    GuardedPlatformIT(Platform platform) {
        this.platform = platform;
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
