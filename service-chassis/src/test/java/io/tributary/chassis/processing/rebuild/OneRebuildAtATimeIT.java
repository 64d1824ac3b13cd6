package io.tributary.chassis.processing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuild.State;
import io.tributary.chassis.processing.store.Documents;
import io.tributary.chassis.processing.store.mongo.MongoDocuments;
import io.tributary.chassis.testing.EmbeddedServers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneRebuildAtATimeIT {
    private static final String VIEW = "parcel-rows";
    private final MongoClient client = MongoClients.create(EmbeddedServers.mongo().uri());
    private final Documents documents = new MongoDocuments(
            client.getDatabase("rebuilds" + UUID.randomUUID().toString().substring(0, 8)));
    private final RebuildRecords records = new RebuildRecords(documents);

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void a_place_is_given_up_by_the_rebuild_that_has_it_only() {
        assertThat(records.reserve(VIEW, "cancelled")).isTrue();
        records.release(VIEW, "cancelled");
        assertThat(records.reserve(VIEW, "successor")).isTrue();
        records.release(VIEW, "cancelled");
        assertThat(records.reserve(VIEW, "third")).isFalse();
        assertThat(records.active()).containsExactly(new RebuildRecords.Active(VIEW, "successor"));
    }

    @Test
    void a_place_that_is_given_up_in_the_very_moment_is_taken() {
        var ended = Rebuild.begun("ended", VIEW, Mode.AUDIT, 2, Instant.EPOCH);
        records.save(ended);
        assertThat(records.reserve(VIEW, ended.id())).isTrue();
        records.save(ended.in(State.COMPARED, Instant.EPOCH));
        var overtaken = new RebuildRecords(new AfterALook(() -> records.release(VIEW, ended.id())));
        assertThat(overtaken.reserve(VIEW, "successor")).isTrue();
        assertThat(records.active()).containsExactly(new RebuildRecords.Active(VIEW, "successor"));
    }

    /** Something happens between each look at a document and what is done with it. */
    private final class AfterALook implements Documents {
        private final Runnable happens;

        AfterALook(Runnable happens) {
            this.happens = happens;
        }

        @Override
        public Optional<Document> find(String kind, String id) {
            var found = documents.find(kind, id);
            happens.run();
            return found;
        }

        @Override
        public List<Document> all(String kind) {
            return documents.all(kind);
        }

        @Override
        public boolean write(String kind, String id, long expected, String body) {
            return documents.write(kind, id, expected, body);
        }

        @Override
        public void delete(String kind, String id) {
            documents.delete(kind, id);
        }
    }
}
