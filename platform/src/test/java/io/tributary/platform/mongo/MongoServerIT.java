package io.tributary.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoServerIT {
    @TempDir private Path folder;

    @Test
    void what_was_stored_survives_a_restart() {
        try (MongoServer first = MongoServer.start(folder, 0); MongoClient client = MongoClients.create(first.uri())) {
            client.getDatabase("order").getCollection("commits").insertOne(new Document("_id", 1L));
        }
        try (MongoServer second = MongoServer.start(folder, 0); MongoClient client = MongoClients.create(second.uri())) {
            assertThat(client.getDatabase("order").getCollection("commits").find()).containsExactly(new Document("_id", 1L));
        }
    }

    @Test
    void it_says_hello_as_health_checks_expect() {
        try (MongoServer server = MongoServer.start(folder, 0); MongoClient client = MongoClients.create(server.uri())) {
            Document answer = client.getDatabase("order").runCommand(new Document("hello", 1));
            assertThat(answer.getBoolean("isWritablePrimary")).isTrue();
            assertThat(answer.getInteger("maxWireVersion")).isPositive();
        }
    }
}
