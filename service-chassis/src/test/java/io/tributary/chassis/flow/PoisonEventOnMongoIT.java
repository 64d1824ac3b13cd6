package io.tributary.chassis.flow;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.mongo.MongoCommitLog;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class PoisonEventOnMongoIT extends PoisonEventContract {
    private final MongoClient client = MongoClients.create(EmbeddedServers.mongo().uri());
    private final MongoDatabase database = client.getDatabase("poison" + UUID.randomUUID().toString().substring(0, 8));
    private final ParcelDocuments documents = new ParcelDocuments(database.getCollection("parcel"));

    @Override
    CommitLog openLog() {
        return MongoCommitLog.open(database);
    }

    @Override
    ConsumerStore store() {
        return SharingSegmentsOnMongoIT.store(database, Duration.ofSeconds(10));
    }

    @Override
    ProjectionDefinition definition() {
        return documents.definition(owner);
    }

    @Override
    long applied() {
        return documents.changes();
    }

    @Override
    String row(int parcel) {
        return documents.row(Parcels.parcel(parcel).text());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }
}
