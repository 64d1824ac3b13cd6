package io.tributary.acceptance.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Outcome;
import io.tributary.acceptance.RunningPlatform.Platform;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The running platform as somebody operates it from the command line. */
@ResourceLock(value = RunningPlatform.SHARED)
@ExtendWith(RunningPlatform.class)
class OperatingIT {
    private final Platform platform;

    OperatingIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void a_view_is_replayed_aside_at_a_limited_rate_watched_and_rolled_back() throws IOException {
        int before = liveGeneration();
        var replayed = platform.tributary(List.of("replay", "order-details", "--watch", "--events-per-second", "5000"));
        assertThat(replayed.exitCode()).as(replayed.output()).isZero();
        assertThat(replayed.output()).contains("SWITCHED").doesNotContain("\u001b", "\r");
        assertThat(liveGeneration()).isGreaterThan(before);
        var rolledBack = platform.tributary(List.of("rollback", "order-details"));
        assertThat(rolledBack.exitCode()).as(rolledBack.output()).isZero();
        assertThat(rolledBack.output()).contains("order-details is read from generation " + before + " again");
    }

    @Test
    void an_audit_of_a_copy_in_mongodb_finds_no_difference() throws IOException {
        var audited = json(platform.tributary(List.of("audit", "customer-copy", "--output", "json")));
        assertThat(audited.path("state").asString()).isEqualTo("COMPARED");
        assertThat(audited.path("differenceCount").asInt(-1)).isZero();
    }

    @Test
    void nothing_is_parked_and_an_unknown_sequence_is_refused() throws IOException {
        assertThat(json(platform.tributary(List.of("dead-letters", "--output", "json"))).path("unreachable")).isEmpty();
        assertThat(platform.tributary(List.of("dead-letters", "retry", "--all")).exitCode()).isZero();
        var refused = platform.tributary(List.of("dead-letters", "discard", "order-service:order-list@1~none", "--reason", "a try"));
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("404 dead-letter-not-found");
    }

    @Test
    void every_process_tells_its_figures_and_every_processor_is_listed() {
        for (int service = 0; service <= 4; service++) {
            assertThat(platform.service(service).get("/actuator/prometheus").response().body()).contains("http_server_requests");
        }
        assertThat(platform.service(1).get("/actuator/prometheus").response().body()).contains(
                "tributary_publisher_active{owner=\"user\"} 1.0");
        var items = platform.gateway().get("/operations/processors").json().path("items");
        assertThat(items).extracting(item -> item.path("processor").asString().replaceFirst("@.*", "")).contains("order-details",
                "customer-dashboard", "customer-copy", "order-list", "payer-copy", "ledger");
        assertThat(items).extracting(item -> item.path("service").asString()).contains("order-service", "payment-service", "projections");
    }

    private int liveGeneration() {
        var positions = platform.service(4).get("/operations/rebuilds").json().path("items");
        return positions.valueStream().filter(rebuild -> rebuild.path("projection").asString().equals("order-details") && rebuild.path(
                "state").asString().equals("SWITCHED")).mapToInt(rebuild -> rebuild.path("generation").asInt()).max().orElse(1);
    }

    private static JsonNode json(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return new ObjectMapper().readTree(outcome.output());
    }
}
