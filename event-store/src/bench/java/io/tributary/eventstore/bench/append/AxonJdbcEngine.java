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
        var store = store(database);
        var accounts = EventSourcingRepository.builder(Account.class).eventStore(store).build();
        path = new CommandPath(store, accounts, NoTransactionManager.instance(),
                () -> Database.number(database, "select count(*) from DomainEventEntry"));
    }

    /** The store on a pool without autocommit, whose unit of work is the transaction; its tables are made. */
    public static EmbeddedEventStore store(HikariDataSource database) {
        var engine = JdbcEventStorageEngine.builder().connectionProvider(
                new UnitOfWorkAwareConnectionProviderWrapper(database::getConnection)).transactionManager(
                        NoTransactionManager.instance()).eventSerializer(Json.serializer()).snapshotSerializer(Json.serializer()).dataType(
                                byte[].class).schema(EventSchema.builder().build()).build();
        DefaultUnitOfWork.startAndGet(null).execute(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("create", path.create(), "update", path.update(
                () -> Database.execute(database, "delete from DomainEventEntry where sequenceNumber >= " + HotAccounts.EVENTS)));
    }
}
