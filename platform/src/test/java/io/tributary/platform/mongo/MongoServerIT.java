package io.tributary.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The server beneath changes the very object that a reader's answer is written from. */
    @ParameterizedTest
    @ValueSource(strings = {"{_id: 1}", "{kind: 'number'}"})
    void a_document_is_read_as_it_was_before_a_change_or_after_it(String query) throws Exception {
        try (MongoServer server = MongoServer.start(folder, 0); MongoClient client = MongoClients.create(server.uri())) {
            var numbers = client.getDatabase("order").getCollection("numbers");
            numbers.insertOne(numbered(0));
            var changing = Thread.ofPlatform().start(() -> {
                for (int i = 1; i <= 500; i++) {
                    numbers.replaceOne(new Document("_id", 1), numbered(i));
                }
            });
            var torn = new ArrayList<Document>();
            while (changing.isAlive()) {
                numbers.find(Document.parse(query)).forEach(read -> {
                    if (!read.equals(numbered(read.getInteger("n0")))) {
                        torn.add(read);
                    }
                });
            }
            assertThat(torn).isEmpty();
        }
    }

    private static Document numbered(int number) {
        var document = new Document("_id", 1).append("kind", "number");
        IntStream.range(0, 500).forEach(field -> document.append("n" + field, number));
        return document;
    }
}
