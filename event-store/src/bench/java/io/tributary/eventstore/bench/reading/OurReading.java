package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.bench.append.Json;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.util.Map;

/** Our event store, full of events. */
public final class OurReading implements Variant {
    private final CommitLogEventStore store;

    public OurReading() throws Exception {
        var database = Database.pool(true);
        Database.migrate(database);
        ManyEvents.ours(database, Scan.EVENTS);
        store = CommitLogEventStore.builder().commitLog(PostgresCommitLog.open(database)).eventSerializer(Json.serializer()).build();
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("scan", new Scan(store, Scan.EVENTS), "wake", new WakeUp(store));
    }
}
