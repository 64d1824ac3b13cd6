package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Rows.Seen;
import io.tributary.chassis.testing.EmbeddedServers;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatingTogetherOnMongoIT extends OperatingTogetherContract {
    private final MongoClient client = MongoClients.create(EmbeddedServers.mongo().uri());
    private final MongoDatabase database = client.getDatabase("retrying" + UUID.randomUUID().toString().substring(0, 8));
    private final ConsumerStore store = SharingSegmentsOnMongoIT.store(database, Duration.ofSeconds(10));

    @Override
    ConsumerStore store() {
        return store;
    }

    @Override
    boolean someoneWaits() {
        return false;
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void a_repair_leaves_alone_what_changed_since_it_was_compared() {
        var rows = store.rows();
        var copies = database.getCollection("copy");
        copies.insertOne(copy(1, "drifted", 5));
        copies.insertOne(copy(2, "right", 5));
        var compared = new Seen(1, rows.find("copy", 1, "p").orElseThrow().content());
        var rebuilt = new Seen(2, rows.find("copy", 2, "p").orElseThrow().content());
        copies.replaceOne(new Document("_id", copy(1, "", 0).get("_id")), copy(1, "newer", 6));
        assertThat(rows.copy("copy", "p", rebuilt, compared)).isFalse();
        assertThat(rows.find("copy", 1, "p").orElseThrow().content()).contains("newer");
        assertThat(rows.copy("copy", "p", rebuilt, new Seen(1, rows.find("copy", 1, "p").orElseThrow().content()))).isTrue();
        assertThat(rows.find("copy", 1, "p")).isEqualTo(rows.find("copy", 2, "p"));
        assertThat(rows.copy("copy", "p", rebuilt, new Seen(3, null))).isTrue();
        assertThat(rows.find("copy", 3, "p")).isEqualTo(rows.find("copy", 2, "p"));
    }

    private static Document copy(int generation, String name, long position) {
        return new Document("_id", new Document("g", generation).append("id", "p")).append("name", name).append("position", position);
    }
}
