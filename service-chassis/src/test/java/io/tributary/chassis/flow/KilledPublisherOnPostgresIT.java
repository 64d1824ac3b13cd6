package io.tributary.chassis.flow;

import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.testing.KillableProcess;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class KilledPublisherOnPostgresIT extends KilledPublisherContract {
    private final Owner database = Owner.fresh();

    @Override
    CommitLog openLog() {
        return PostgresCommitLog.open(database.dataSource());
    }

    @Override
    ConsumerStore store(Duration claim) {
        return database.instance(claim);
    }

    @Override
    KillableProcess publishing(String owner, Duration claim) {
        return Worker.start(CrashPoint.PUBLISHED_TOKEN_NOT_STORED, owner, database, claim, "");
    }

    @AfterEach
    void disconnect() {
        database.close();
    }
}
