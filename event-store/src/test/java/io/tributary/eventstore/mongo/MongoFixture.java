package io.tributary.eventstore.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tributary.eventstore.fixture.StoreFixture;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.servers.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;

/** A database of its own, on the replica set that {@code MONGODB_URI} names, else on the one embedded server of this virtual machine. */
public final class MongoFixture implements StoreFixture {
    private final String uri;
    private final String database = "store_" + UUID.randomUUID().toString().substring(0, 8);
    private final List<MongoClient> clients = new ArrayList<>();

    public MongoFixture() {
        this(System.getenv("MONGODB_URI") == null ? Embedded.SHARED.uri() : System.getenv("MONGODB_URI"));
    }

    public MongoFixture(String uri) {
        this.uri = uri;
    }

    @Override
    public CommitStorage open() {
        return MongoCommitLog.storage(newClient().getDatabase(database));
    }

    private MongoClient newClient() {
        var client = MongoClients.create(uri);
        clients.add(client);
        return client;
    }

    @Override
    public boolean refusesRepeatedEventIds() {
        return false;
    }

    @Override
    public void destroyCommit(long number) {
        newClient().getDatabase(database).getCollection("commit_log").deleteOne(new Document("_id", number));
    }

    @Override
    public void spoilCommit(long number) {
        newClient().getDatabase(database).getCollection("commit_log").updateOne(new Document("_id", number),
                new Document("$set", new Document("e", List.of("garbage"))));
    }

    @Override
    public void spoilIdentity() {
        newClient().getDatabase(database).getCollection("log_identity").updateOne(new Document("_id", "log"),
                new Document("$set", new Document("id", "garbage")));
    }

    @Override
    public void close() {
        newClient().getDatabase(database).drop();
        clients.forEach(MongoClient::close);
    }

    private static final class Embedded {
        static final MongoServer SHARED = start();

        private static MongoServer start() {
            try {
                return MongoServer.start(Files.createTempDirectory("event-store-mongo"), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
