package io.tributary.eventstore.bench.append;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import jakarta.persistence.PersistenceConfiguration;
import java.util.Map;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jpa.DomainEventEntry;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLErrorCodesResolver;
import org.axonframework.eventsourcing.eventstore.jpa.SnapshotEventEntry;

/** Axon's JPA engine on Hibernate as its manual sets it up: the entities as they are, a transaction per command, no cache. */
public final class AxonJpaEngine implements Variant {
    private final HikariDataSource database = Database.pool(false);
    private final CommandPath path;

    public AxonJpaEngine() throws Exception {
        var factory = new PersistenceConfiguration("axon").managedClass(DomainEventEntry.class).managedClass(
                SnapshotEventEntry.class).property("jakarta.persistence.nonJtaDataSource", database).property(
                        "jakarta.persistence.schema-generation.database.action", "create").createEntityManagerFactory();
        var sessions = new JpaSessions(factory);
        var engine = JpaEventStorageEngine.builder().entityManagerProvider(sessions).transactionManager(sessions).eventSerializer(
                Json.serializer()).snapshotSerializer(Json.serializer()).persistenceExceptionResolver(
                        new SQLErrorCodesResolver(database)).build();
        var store = EmbeddedEventStore.builder().storageEngine(engine).build();
        var accounts = EventSourcingRepository.builder(Account.class).eventStore(store).build();
        path = new CommandPath(store, accounts, sessions,
                () -> Database.number(database, "select count(*) from DomainEventEntry"));
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("create", path.create(), "update", path.update(() -> Database.execute(database, """
                with late as (delete from DomainEventEntry where sequenceNumber >= 10 returning payload, metaData)
                select count(lo_unlink(payload)), count(lo_unlink(metaData)) from late""")));
    }
}
