package io.tributary.eventstore.bench.append;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.util.Map;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/** Axon's JDBC engine as its manual sets it up for PostgreSQL: its own tables, payloads as bytes, a transaction per command, no cache. */
public final class AxonJdbcEngine implements Variant {
    private final HikariDataSource database = Database.pool(false);
    private final CommandPath path;

    public AxonJdbcEngine() {
        var engine = engine(database);
        DefaultUnitOfWork.startAndGet(null).execute(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
        var store = EmbeddedEventStore.builder().storageEngine(engine).build();
        var accounts = EventSourcingRepository.builder(Account.class).eventStore(store).build();
        path = new CommandPath(store, accounts, NoTransactionManager.instance(),
                () -> Database.number(database, "select count(*) from DomainEventEntry"));
    }

    /** The engine on a pool without autocommit: its unit of work is the transaction. */
    public static JdbcEventStorageEngine engine(HikariDataSource database) {
        return JdbcEventStorageEngine.builder().connectionProvider(
                new UnitOfWorkAwareConnectionProviderWrapper(database::getConnection)).transactionManager(
                        NoTransactionManager.instance()).eventSerializer(Json.serializer()).snapshotSerializer(Json.serializer()).dataType(
                                byte[].class).schema(EventSchema.builder().build()).build();
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("create", path.create(), "update", path.update(
                () -> Database.execute(database, "delete from DomainEventEntry where sequenceNumber >= " + HotAccounts.EVENTS)));
    }
}
