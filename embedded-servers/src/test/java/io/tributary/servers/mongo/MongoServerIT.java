package io.tributary.servers.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /** An id that came with an upsert is another copy of the same value than one that came with an insert, until it is read from the disk. */
    @Test
    void documents_are_found_changed_and_deleted_by_ids_that_are_documents_after_each_restart() {
        var ids = new ArrayList<Document>();
        for (String run : List.of("first", "second", "third")) {
            try (MongoServer server = MongoServer.start(folder, 0); MongoClient client = MongoClients.create(server.uri())) {
                var views = client.getDatabase("order").getCollection("views");
                for (int number = 0; number < 30; number++) {
                    var inserted = new Document("g", 1).append("id", number + run);
                    var upserted = new Document("g", 1).append("id", number + run + " too");
                    ids.addAll(List.of(inserted, upserted));
                    views.insertOne(new Document("_id", inserted));
                    views.updateOne(new Document("_id", upserted), Updates.set("run", run), new UpdateOptions().upsert(true));
                }
                assertThat(ids).as(run).allSatisfy(id -> {
                    assertThat(views.find(new Document("_id", id)).first()).isNotNull();
                    assertThat(views.updateOne(new Document("_id", id), Updates.set("seen", run)).getModifiedCount()).isEqualTo(1);
                });
                var deleted = ids.removeLast();
                assertThat(views.deleteOne(new Document("_id", deleted)).getDeletedCount()).isEqualTo(1);
                assertThat(views.countDocuments()).isEqualTo(ids.size());
            }
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

    /** The server beneath looks at all documents unless the id is the only thing that is asked for; the division fails at every other one. */
    @ParameterizedTest
    @ValueSource(strings = {"{$expr: {$eq: [{$divide: [6, '$by']}, 2]}, _id: {g: 1, id: 'three'}}",
            "{$and: [{$expr: {$eq: [{$divide: [6, '$by']}, 2]}}, {_id: {g: 1, id: 'three'}}]}",
            "{$and: [{$and: [{$expr: {$eq: [{$divide: [6, '$by']}, 2]}}, {_id: {$in: [{g: 1, id: 'three'}, {g: 9, id: 'none'}]}}]}]}"})
    void what_is_asked_for_by_its_id_and_more_is_looked_up_by_its_id(String query) {
        try (MongoServer server = MongoServer.start(folder, 0); MongoClient client = MongoClients.create(server.uri())) {
            var divisors = client.getDatabase("order").getCollection("divisors");
            var three = Document.parse("{_id: {g: 1, id: 'three'}, by: 3}");
            divisors.insertMany(List.of(Document.parse("{_id: {g: 1, id: 'none'}, by: 0}"), three,
                    Document.parse("{_id: {g: 2, id: 'three'}, by: 0}")));
            assertThat(divisors.find(Document.parse(query))).containsExactly(three);
            assertThat(divisors.replaceOne(Document.parse(query), new Document("by", 4)).getMatchedCount()).isEqualTo(1);
            assertThat(divisors.replaceOne(Document.parse(query), new Document("by", 5)).getMatchedCount()).isZero();
            assertThat(divisors.find(new Document("by", 4)).first()).isEqualTo(three.append("by", 4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{_id: {$gt: 1}, kind: 'odd'}", "{_id: {$in: [3, 2, 5, 7]}, kind: 'odd'}", "{_id: {$ne: 1}, kind: 'odd'}",
            "{$or: [{_id: 3}, {_id: 5}], kind: 'odd'}", "{$and: [{_id: {$lt: 9}}, {_id: {$in: [3, 5, 9]}}, {kind: 'odd'}]}",
            "{_id: {$not: {$eq: 1}}, kind: 'odd'}", "{$nor: [{_id: 1}], kind: 'odd'}", "{_id: {$exists: true, $nin: [1]}, kind: 'odd'}"})
    void what_is_asked_for_by_other_conditions_on_ids_is_found(String query) {
        try (MongoServer server = MongoServer.start(folder, 0); MongoClient client = MongoClients.create(server.uri())) {
            var numbers = client.getDatabase("order").getCollection("numbers");
            IntStream.rangeClosed(1, 5).forEach(
                    number -> numbers.insertOne(new Document("_id", number).append("kind", number % 2 == 0 ? "even" : "odd")));
            assertThat(numbers.find(Document.parse(query)).map(found -> found.getInteger("_id"))).containsExactlyInAnyOrder(3, 5);
            assertThat(numbers.find(Document.parse(query)).sort(new Document("_id", -1)).limit(1).map(
                    found -> found.getInteger("_id"))).containsExactly(5);
        }
    }

    private static Document numbered(int number) {
        var document = new Document("_id", 1).append("kind", "number");
        IntStream.range(0, 500).forEach(field -> document.append("n" + field, number));
        return document;
    }
}
