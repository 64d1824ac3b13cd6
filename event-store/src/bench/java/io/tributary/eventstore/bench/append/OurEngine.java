package io.tributary.eventstore.bench.append;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.util.Map;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;

/** The commit log on PostgreSQL as the services use it, with its aggregate cache. */
public final class OurEngine implements Variant {
    private final HikariDataSource database = Database.pool(true);
    private final CommandPath path;

    public OurEngine() throws Exception {
        Database.migrate(database);
        var log = PostgresCommitLog.open(database);
        var store = CommitLogEventStore.builder().commitLog(log).eventSerializer(Json.serializer()).build();
        var accounts = EventSourcingRepository.builder(Account.class).eventStore(store).cache(new UnboundedCache()).build();
        path = new CommandPath(store, accounts, NoTransactionManager.instance(),
                () -> Database.number(database, "select count(*) from event_log"));
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("create", path.create(), "update", path.update(path::touchAll));
    }
}
