package io.tributary.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Topology;
import io.tributary.platform.postgres.ServiceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One PostgreSQL server for all, which is the topology in which owners could be in each other's way. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationDrillsIT {
    private static final Duration RUNAWAY = Duration.ofSeconds(20);
    private static final Duration STILL = Duration.ofSeconds(15);
    private final Platform platform = Platform.start(List.of());
    private final Drill drill = new Drill(platform);

    @AfterAll
    void stop() throws IOException {
        drill.close();
        platform.close();
    }

    @Test
    void a_runaway_query_that_holds_every_connection_of_a_role_is_its_owners_trouble_only() throws Exception {
        ServiceDatabase login = runTimeLogin("user-service");
        drill.run("a runaway query in every connection", Owner.USER, false, () -> {
            try (var query = RunawayQuery.holdingAll(login, RUNAWAY)) {
                assertThat(query.awaitEnd()).as("connections held to the end").isEqualTo(query.connections()).isPositive();
            }
        });
    }

    @Test
    void a_killed_service_is_started_again_and_the_others_go_on() throws Exception {
        long killed = platform.pid("payment-service");
        drill.run("a service killed", Owner.PAYMENT, true, () -> ProcessHandle.of(killed).orElseThrow().destroyForcibly());
        assertThat(platform.pid("payment-service")).isNotEqualTo(killed);
    }

    @Test
    void a_database_that_stands_still_for_a_while_and_goes_on_stops_its_owner_only() throws Exception {
        long pid = platform.pid("mongodb");
        drill.run("a database stopped for 15 s and continued", Owner.ORDER, false, () -> {
            try (var _ = new Frozen(pid)) {
                Drill.pauseUntil(Instant.now().plus(STILL));
            }
        });
    }

    private ServiceDatabase runTimeLogin(String service) {
        var layout = new Layout(Path.of(".."), platform.dataDir(), platform.portBase(), Topology.PRIVATE_SCHEMAS, Set.of(), false);
        return Objects.requireNonNull(layout.logins().get(service)).runTime();
    }
}
