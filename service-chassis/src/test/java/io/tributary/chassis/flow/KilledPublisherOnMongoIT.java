package io.tributary.chassis.flow;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.chassis.testing.KillableProcess;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.mongo.MongoCommitLog;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class KilledPublisherOnMongoIT extends KilledPublisherContract {
    private final MongoClient client = MongoClients.create(EmbeddedServers.mongo().uri());
    private final MongoDatabase database = client.getDatabase("killed" + UUID.randomUUID().toString().substring(0, 8));

    @Override
    CommitLog openLog() {
        return MongoCommitLog.open(database);
    }

    @Override
    ConsumerStore store(Duration claim) {
        return SharingSegmentsOnMongoIT.store(database, claim);
    }

    @Override
    KillableProcess publishing(String owner, Duration claim) {
        return Worker.start(CrashPoint.PUBLISHED_TOKEN_NOT_STORED, owner, database, claim);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }
}
