package io.tributary.acceptance.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.ObjectMapper;

@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
class IsolationIT {
    private final Platform platform;

    IsolationIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void no_service_gets_at_what_belongs_to_another() throws IOException {
        var outcome = platform.tributary(List.of("verify", "isolation", "--output", "json"));
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        var report = new ObjectMapper().readTree(outcome.output());
        assertThat(report.path("holds").asBoolean()).isTrue();
        assertThat(report.path("attempts").asInt()).isGreaterThan(400);
        assertThat(report.path("rows")).anyMatch(row -> row.path("outcome").asString().equals("accepted") && row.path(
                "because").asString().contains("unprotected, loopback only"));
    }
}
