package io.tributary.chassis.flow;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class SharingSegmentsOnPostgresIT extends SharingSegmentsContract {
    private final Owner database = Owner.fresh();

    @Override
    CommitLog openLog() {
        return PostgresCommitLog.open(database.dataSource());
    }

    @Override
    Connection connect(Duration claim) {
        var connected = database.again();
        return new Connection(connected.instance(claim), connected::close);
    }

    @AfterEach
    void disconnect() {
        database.close();
    }
}
