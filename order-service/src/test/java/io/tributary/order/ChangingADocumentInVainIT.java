package io.tributary.order;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.testing.EmbeddedServers;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ChangingADocumentInVainIT {
    /** Without an end the segment would stand, its thread would be busy, and nobody would hear of it. */
    @Test
    void ends_with_an_exception_and_changes_nothing() {
        try (var client = MongoClients.create(EmbeddedServers.mongo().uri())) {
            var collection = client.getDatabase("vain" + UUID.randomUUID()).getCollection("rows");
            PositionedDocuments.prepare(collection);
            var documents = new PositionedDocuments(collection, 1);
            documents.apply(new EventPosition("user", "ada", 1), row -> row.append("name", "Ada"));
            var position = new AtomicLong(1);
            assertThatIllegalStateException().isThrownBy(() -> documents.apply(new EventPosition("user", "ada", 1_000_000), row -> {
                collection.updateOne(eq("_id", new Document("g", 1).append("id", "ada")), Updates.set("position",
                        position.incrementAndGet()));
                return row.append("name", "Grace");
            })).withMessageContaining("ada");
            assertThat(documents.find("ada")).map(row -> row.getString("name")).hasValue("Ada");
        }
    }
}
