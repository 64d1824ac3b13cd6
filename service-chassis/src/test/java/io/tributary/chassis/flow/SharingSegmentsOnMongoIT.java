package io.tributary.chassis.flow;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.processing.store.Attempts;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.mongo.MongoDeadLetters;
import io.tributary.chassis.processing.store.mongo.MongoDocuments;
import io.tributary.chassis.processing.store.mongo.MongoGenerations;
import io.tributary.chassis.processing.store.mongo.MongoRows;
import io.tributary.chassis.processing.store.mongo.MongoTokens;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.mongo.MongoCommitLog;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.common.transaction.NoTransactionManager;
import org.junit.jupiter.api.AfterEach;

class SharingSegmentsOnMongoIT extends SharingSegmentsContract {
    private final String name = "sharing" + UUID.randomUUID().toString().substring(0, 8);
    private final MongoClient client = MongoClients.create(EmbeddedServers.mongo().uri());

    @Override
    CommitLog openLog() {
        return MongoCommitLog.open(client.getDatabase(name));
    }

    @Override
    Connection connect(Duration claim) {
        var own = MongoClients.create(EmbeddedServers.mongo().uri());
        return new Connection(store(own.getDatabase(name), claim), own::close);
    }

    /** The store as one more instance of the service sees it. */
    static ConsumerStore store(MongoDatabase database, Duration claim) {
        return new ConsumerStore(new MongoTokens(database, UUID.randomUUID().toString(), claim, Clock.systemUTC()),
                NoTransactionManager.instance(), Attempts.Attempt::run, new MongoGenerations(database), new MongoRows(database),
                new MongoDeadLetters(database), new MongoDocuments(database));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }
}
