package io.tributary.chassis.flow;

import java.util.List;
import org.junit.jupiter.api.Order;

@Order(1)
class StoppedInstancesOnPostgresIT extends StoppedInstancesContract {
    StoppedInstancesOnPostgresIT() {
        super(new ParcelsInPostgres());
    }

    /** In the second case the takeover comes before the server ends a transaction in which nothing happens: there the token has to tell. */
    static List<Stop> stops() {
        return List.of(new Stop(CrashPoint.ROWS_NOT_COMMITTED, "-c%20idle_in_transaction_session_timeout=2s"),
                new Stop(CrashPoint.ROWS_NOT_WRITTEN, "-c%20idle_in_transaction_session_timeout=10s"));
    }
}
