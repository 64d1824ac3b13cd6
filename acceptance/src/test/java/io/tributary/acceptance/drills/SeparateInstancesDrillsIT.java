package io.tributary.acceptance.drills;

import io.tributary.platform.parts.Topology;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A PostgreSQL server for each service: one of them can be away while the others' owners go on. */
class SeparateInstancesDrillsIT extends FaultIsolationContract {
    SeparateInstancesDrillsIT() {
        super(Topology.SEPARATE_INSTANCES);
    }

    @Test
    void a_server_that_is_away_and_comes_back_stops_its_owner_only_and_no_service_is_restarted() throws Exception {
        isAway("postgresql-payment-service", Set.of(Owner.PAYMENT));
    }

    @Test
    void a_server_that_stands_still_for_a_while_and_goes_on_stops_its_owner_only() throws Exception {
        standsStill("postgresql-user-service", Owner.USER);
    }
}
