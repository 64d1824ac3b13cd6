package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.bench.append.Json;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.util.Map;

/** An aggregate of our event store; long, with a snapshot, if the setting {@code bench.long} is true. */
public final class OneAggregate implements Variant {
    private final Scenario loading;

    public OneAggregate() throws Exception {
        var database = Database.pool(true);
        Database.migrate(database);
        var store = CommitLogEventStore.builder().commitLog(PostgresCommitLog.open(database)).eventSerializer(Json.serializer()).build();
        loading = Boolean.getBoolean("bench.long") ? new Loading(store, 10_000, 5) : new Loading(store, 10, 10);
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("load", loading);
    }
}
