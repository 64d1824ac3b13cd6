package io.tributary.eventstore.bench.mongo;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.eventstore.bench.append.Account;
import io.tributary.eventstore.bench.append.CommandPath;
import io.tributary.eventstore.bench.append.HotAccounts;
import io.tributary.eventstore.bench.append.Json;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.util.Map;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.eventstore.MongoEventStorageEngine;

/** Axon's MongoDB engine with its defaults: a document per event. */
public final class AxonMongo implements Variant {
    private final Map<String, Scenario> scenarios;

    public AxonMongo() {
        var database = Documents.database();
        var store = store(database, "domainevents");
        var accounts = EventSourcingRepository.builder(Account.class).eventStore(store).build();
        var events = database.getCollection("domainevents");
        scenarios = MongoStores.scenarios(new CommandPath(store, accounts, NoTransactionManager.instance(), events::countDocuments),
                () -> events.deleteMany(Filters.gte("sequenceNumber", HotAccounts.EVENTS)), store(database, "scanned"));
    }

    /** The store in this collection. */
    public static EmbeddedEventStore store(MongoDatabase database, String collection) {
        var engine = MongoEventStorageEngine.builder().mongoTemplate(DefaultMongoTemplate.builder().mongoDatabase(
                database).domainEventsCollectionName(collection).snapshotEventsCollectionName(
                        collection + "-snapshots").build()).eventSerializer(
                                Json.serializer()).snapshotSerializer(Json.serializer()).build();
        return EmbeddedEventStore.builder().storageEngine(engine).build();
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return scenarios;
    }
}
