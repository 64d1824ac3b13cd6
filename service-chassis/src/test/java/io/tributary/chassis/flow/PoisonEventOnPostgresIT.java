package io.tributary.chassis.flow;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class PoisonEventOnPostgresIT extends PoisonEventContract {
    private final Owner database = Owner.fresh();

    @Override
    CommitLog openLog() {
        return PostgresCommitLog.open(database.dataSource());
    }

    @Override
    ConsumerStore store() {
        return database.instance(Duration.ofSeconds(10));
    }

    @Override
    ProjectionDefinition definition() {
        return ParcelRows.definition(database.jdbc(), owner);
    }

    @Override
    long applied() {
        return ParcelRows.changes(database.jdbc());
    }

    @Override
    String row(int parcel) {
        return String.valueOf(database.jdbc().queryForObject("select label || ' ' || state from parcel_row where parcel = ?", String.class,
                Parcels.parcel(parcel).text()));
    }

    @AfterEach
    void disconnect() {
        database.close();
    }
}
