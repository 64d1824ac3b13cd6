package io.tributary.servers.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is ordered as Java writes keys: shorter texts first, for one, and documents that came with an upsert before others. */
class StoreOfAnEarlierBuildIT {
    private static final int DOCUMENTS = 400;
    @TempDir private Path folder;

    @BeforeEach
    void anEarlierBuildStoresDocuments() {
        MVStore store = new MVStore.Builder().fileName(folder.resolve("store.mv").toString()).autoCommitDisabled().autoCommitBufferSize(
                0).open();
        var server = new de.bwaldvogel.mongo.MongoServer(new H2Backend(store));
        server.bind("127.0.0.1", 0);
        try (MongoClient client = MongoClients.create(server.getConnectionString())) {
            commits(client).createIndex(Indexes.ascending("k"), new IndexOptions().unique(true));
            commits(client).insertMany(IntStream.range(0, DOCUMENTS).filter(number -> number % 10 != 0).mapToObj(
                    StoreOfAnEarlierBuildIT::document).toList());
            IntStream.iterate(0, number -> number < DOCUMENTS, number -> number + 10).mapToObj(StoreOfAnEarlierBuildIT::document).forEach(
                    document -> commits(client).replaceOne(eq(document.get("_id")), document, new ReplaceOptions().upsert(true)));
        } finally {
            server.shutdown();
        }
    }

    private static Document document(int number) {
        Object id = switch (number % 5) {
            case 0 -> new Document("g", number % 2).append("id", "order-" + number);
            case 1 -> (long) number - DOCUMENTS / 2;
            case 4 -> "x".repeat(number % 7) + number;
            case 2 -> new ObjectId(number, number);
            default -> number + 0.5;
        };
        return new Document("_id", id).append("k", List.of("key#" + number, "other#" + number));
    }

    @Test
    void find_every_document_and_refuse_every_key_a_second_time_also_after_another_restart() {
        eachIsFoundByItsKeysAndOnce("first");
        eachIsFoundByItsKeysAndOnce("second");
    }

    private void eachIsFoundByItsKeysAndOnce(String restart) {
        try (MongoServer server = MongoServer.start(folder, 0); MongoClient client = MongoClients.create(server.uri())) {
            var commits = commits(client);
            assertThat(IntStream.range(0, DOCUMENTS)).as(restart).allSatisfy(number -> {
                var document = document(number);
                assertThat(commits.find(eq(document.get("_id"))).first()).isEqualTo(document);
                assertThat(commits.find(eq("k", "other#" + number)).first()).isEqualTo(document);
                assertThatExceptionOfType(MongoWriteException.class).isThrownBy(() -> commits.insertOne(document));
                assertThatExceptionOfType(MongoWriteException.class).isThrownBy(
                        () -> commits.insertOne(new Document("_id", restart + number).append("k", List.of("key#" + number))));
            });
            commits.insertOne(new Document("_id", restart).append("k", List.of(restart)));
            assertThat(commits.countDocuments()).isEqualTo(DOCUMENTS + (restart.equals("first") ? 1 : 2));
        }
    }

    private static MongoCollection<Document> commits(MongoClient client) {
        return client.getDatabase("order").getCollection("commits");
    }
}
