package io.tributary.chassis.processing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import io.tributary.chassis.processing.store.mongo.MongoDocuments;
import io.tributary.chassis.testing.EmbeddedServers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OneRebuildAtATimeIT {
    private static final String VIEW = "parcel-rows";

    @Test
    void a_place_is_given_up_by_the_rebuild_that_has_it_only() {
        try (var client = MongoClients.create(EmbeddedServers.mongo().uri())) {
            var records = new RebuildRecords(
                    new MongoDocuments(client.getDatabase("rebuilds" + UUID.randomUUID().toString().substring(0, 8))));
            assertThat(records.reserve(VIEW, "cancelled")).isTrue();
            records.release(VIEW, "cancelled");
            assertThat(records.reserve(VIEW, "successor")).isTrue();
            records.release(VIEW, "cancelled");
            assertThat(records.reserve(VIEW, "third")).isFalse();
            assertThat(records.active()).containsExactly(new RebuildRecords.Active(VIEW, "successor"));
        }
    }
}
