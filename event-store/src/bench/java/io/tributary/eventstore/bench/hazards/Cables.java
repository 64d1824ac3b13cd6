package io.tributary.eventstore.bench.hazards;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariDataSource;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.servers.mongo.MongoServer;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.ServiceDatabase;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A cable of its own for each engine, and what is connected by it. */
final class Cables implements AutoCloseable {
    private final PostgresServer server;
    private final String mongoUri;
    private final int mongoPort;
    private final Cable postgres;
    private final Cable transactions;
    private final Cable mongo;
    private final Cable moreMongo;
    private final List<AutoCloseable> opened = new ArrayList<>();

    Cables(PostgresServer server, MongoServer documents) throws IOException {
        this.server = server;
        mongoUri = documents.uri();
        mongoPort = URI.create(mongoUri).getPort();
        postgres = new Cable(server.port(), false);
        transactions = new Cable(server.port(), true);
        mongo = new Cable(mongoPort, false);
        moreMongo = new Cable(mongoPort, false);
    }

    Cable postgres() {
        return postgres;
    }

    Cable transactions() {
        return transactions;
    }

    Cable mongo() {
        return mongo;
    }

    Cable moreMongo() {
        return moreMongo;
    }

    /** Statements are sent as text, so that the cable knows a commit when it passes. */
    HikariDataSource pool(String schema, boolean autoCommit) {
        var direct = Database.schema(server, schema);
        var cable = autoCommit ? postgres : transactions;
        var pool = Database.pool(
                new ServiceDatabase(direct.url().replace(":" + server.port() + "/", ":" + cable.port() + "/") + "&prepareThreshold=0",
                        direct.user(), direct.password()),
                autoCommit);
        opened.add(pool);
        return pool;
    }

    MongoClient documents() {
        return client(mongo);
    }

    MongoClient moreDocuments() {
        return client(moreMongo);
    }

    private MongoClient client(Cable cable) {
        var client = MongoClients.create(mongoUri.replace(":" + mongoPort, ":" + cable.port()));
        opened.add(client);
        return client;
    }

    @Override
    public void close() throws Exception {
        for (var client : opened) {
            client.close();
        }
        for (var cable : List.of(postgres, transactions, mongo, moreMongo)) {
            cable.close();
        }
    }
}
