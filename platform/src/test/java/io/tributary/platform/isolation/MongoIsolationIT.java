package io.tributary.platform.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.ReplaceOptions;
import io.tributary.servers.mongo.MongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a service's user may not do on MongoDB. The server of {@code MONGODB_URI}, whose login there is an administrator's, has to ask for
 * passwords; the embedded one does not, and is shown to let everybody do everything, as the report says of it.
 */
class MongoIsolationIT {
    private static final int UNAUTHORIZED = 13;
    private static final int UNAUTHENTICATED = 18;
    private static final String OWN = "order_service_denial";
    private static final String FOREIGN = "other_service_denial";
    private static final String PASSWORD = "denial";

    private record Attempt(String database, Document command) {}

    /** One user in the way {@code bootstrap --print mongodb} makes it, and what belongs to another. */
    private static final List<Attempt> FOREIGN_ATTEMPTS = List.of(new Attempt(FOREIGN, new Document("find", "facts")),
            new Attempt(FOREIGN, new Document("insert", "facts").append("documents", List.of(new Document("_id", 2)))),
            new Attempt(FOREIGN, new Document("update", "facts").append("updates",
                    List.of(new Document("q", new Document()).append("u", new Document("$set", new Document("x", 1)))))),
            new Attempt(FOREIGN, new Document("delete", "facts").append("deletes",
                    List.of(new Document("q", new Document("_id", 99)).append("limit", 1)))),
            new Attempt(FOREIGN, new Document("create", "intruder")), new Attempt(FOREIGN, new Document("drop", "facts")));
    private static final List<Attempt> ADMINISTRATION = List.of(
            new Attempt(FOREIGN, new Document("createUser", "intruder").append("pwd", "x").append("roles", List.of())),
            new Attempt("admin", new Document("usersInfo", new Document("forAllDBs", true))),
            new Attempt("admin", new Document("shutdown", 1)), new Attempt("config", new Document("find", "settings")));

    private final List<MongoClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(MongoClient::close);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "MONGODB_URI", matches = ".+")
    void a_service_is_refused_everything_but_its_own_database() {
        String uri = System.getenv("MONGODB_URI");
        MongoClient administrator = client(MongoClients.create(uri));
        administrator.getDatabase(FOREIGN).getCollection("facts").replaceOne(new Document("_id", 1), new Document("_id", 1),
                new ReplaceOptions().upsert(true));
        makeUser(administrator);
        try {
            MongoClient service = client(MongoClients.create(MongoClientSettings.builder().applyConnectionString(
                    new ConnectionString(uri)).credential(MongoCredential.createCredential(OWN, OWN, PASSWORD.toCharArray())).build()));
            assertThat(code(service, new Attempt(OWN, new Document("find", "facts")))).as("its own").isZero();
            List<Attempt> all = new ArrayList<>(FOREIGN_ATTEMPTS);
            all.addAll(ADMINISTRATION);
            assertThat(all).allSatisfy(attempt -> assertThat(code(service, attempt)).isIn(UNAUTHORIZED, UNAUTHENTICATED));
        } finally {
            administrator.getDatabase(OWN).runCommand(new Document("dropUser", OWN));
            administrator.getDatabase(FOREIGN).drop();
            administrator.getDatabase(OWN).drop();
        }
    }

    @Test
    void the_embedded_server_refuses_nobody(@TempDir Path folder) {
        try (var server = MongoServer.start(folder, 0)) {
            MongoClient anyone = client(MongoClients.create(server.uri()));
            anyone.getDatabase(FOREIGN).getCollection("facts").insertOne(new Document("_id", 1));
            assertThat(FOREIGN_ATTEMPTS).allSatisfy(attempt -> assertThat(code(anyone, attempt)).as("accepted by the report").isZero());
        }
    }

    private static void makeUser(MongoClient administrator) {
        administrator.getDatabase(OWN).runCommand(new Document("createUser", OWN).append("pwd", PASSWORD).append("roles",
                List.of(new Document("role", "readWrite").append("db", OWN))));
    }

    /** The server's code of the refusal; 0 if there was none. */
    private static int code(MongoClient client, Attempt attempt) {
        try {
            client.getDatabase(attempt.database()).runCommand(attempt.command());
            return 0;
        } catch (MongoCommandException e) {
            return e.getErrorCode();
        }
    }

    private MongoClient client(MongoClient opened) {
        clients.add(opened);
        return opened;
    }
}
