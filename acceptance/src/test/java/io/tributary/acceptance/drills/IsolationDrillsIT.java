package io.tributary.acceptance.drills;

import io.tributary.platform.parts.Topology;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One PostgreSQL server for all, which is the topology in which owners could be in each other's way. */
class IsolationDrillsIT extends FaultIsolationContract {
    IsolationDrillsIT() {
        super(Topology.PRIVATE_SCHEMAS);
    }

    /** What this topology costs: its owners share one fate. */
    @Test
    void the_shared_server_takes_with_it_those_who_share_it_and_nobody_else() throws Exception {
        isAway("postgresql", Set.of(Owner.USER, Owner.PAYMENT));
    }
}
