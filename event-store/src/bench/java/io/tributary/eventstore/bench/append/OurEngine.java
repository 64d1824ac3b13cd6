package io.tributary.eventstore.bench.append;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.bench.reading.ManyEvents;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.util.Map;

/** The commit log on PostgreSQL as the services use it, with its aggregate cache; {@code bench.stored} events are there at first. */
public final class OurEngine implements Variant {
    private final HikariDataSource database = Database.pool(true);
    private final CommandPath path;

    public OurEngine() throws Exception {
        Database.migrate(database);
        ManyEvents.ours(database, Integer.getInteger("bench.stored", 0));
        var log = PostgresCommitLog.open(database);
        var store = CommitLogEventStore.builder().commitLog(log).eventSerializer(Json.serializer()).build();
        path = new CommandPath(store, CommandPath.cached(store), () -> Database.number(database, "select count(*) from event_log"));
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("create", path.create(), "update", path.update(path::touchAll));
    }
}
