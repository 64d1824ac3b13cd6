package io.tributary.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Topology;
import io.tributary.servers.postgres.ServiceDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/** What breaks at one owner is no other owner's trouble, in whichever topology. */
@Tag("long")
@Isolated
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultIsolationContract {
    static final Duration AWAY = Duration.ofSeconds(12);
    private static final Duration RUNAWAY = Duration.ofSeconds(20);
    private static final Duration STILL = Duration.ofSeconds(15);

    private final Topology topology;
    private final Platform platform;
    private final Drill drill;

    FaultIsolationContract(Topology topology) {
        this.topology = topology;
        platform = Platform.start(List.of("--topology", topology.text()));
        drill = new Drill(platform);
    }

    @AfterAll
    void stop() throws IOException {
        drill.close();
        platform.close();
    }

    @Test
    void a_runaway_query_that_holds_every_connection_of_a_role_is_its_owners_trouble_only() throws Exception {
        ServiceDatabase login = runTimeLogin("user-service");
        drill.run("a runaway query in every connection", Set.of(Owner.USER), Optional.empty(), () -> {
            try (var query = RunawayQuery.holdingAll(login, RUNAWAY)) {
                assertThat(query.awaitEnd()).as("connections held to the end").isEqualTo(query.connections()).isPositive();
            }
        });
    }

    @Test
    void a_killed_service_is_started_again_and_the_others_go_on() throws Exception {
        long first = platform.pid("payment-service");
        drill.run("a service killed", Set.of(Owner.PAYMENT), Optional.of("payment-service"),
                () -> ProcessHandle.of(platform.pid("payment-service")).orElseThrow().destroyForcibly());
        assertThat(platform.pid("payment-service")).isNotEqualTo(first);
    }

    @Test
    void a_database_that_stands_still_for_a_while_and_goes_on_stops_its_owner_only() throws Exception {
        standsStill("mongodb", Owner.ORDER);
    }

    @Test
    void a_database_that_is_away_and_comes_back_stops_its_owner_only_and_no_service_is_restarted() throws Exception {
        isAway("mongodb", Set.of(Owner.ORDER));
    }

    final void standsStill(String database, Owner owner) throws Exception {
        long pid = platform.pid(database);
        drill.run(database + " stopped for 15 s and continued", Set.of(owner), Optional.empty(), () -> {
            try (var _ = new Frozen(pid)) {
                Drill.pauseUntil(Instant.now().plus(STILL));
            }
        });
    }

    final void isAway(String database, Set<Owner> owners) throws Exception {
        var outage = new Outage(platform, database);
        drill.run(database + " killed and away", owners, Optional.of(database),
                () -> outage.last(AWAY, owners.stream().map(owner -> platform.service(owner.offset())).toList()));
    }

    private ServiceDatabase runTimeLogin(String service) {
        var layout = new Layout(Path.of(".."), platform.dataDir(), platform.portBase(), topology, Set.of(), false);
        return Objects.requireNonNull(layout.logins().get(service)).runTime();
    }
}
