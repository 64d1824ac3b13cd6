package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.store.Generations.State;
import io.tributary.chassis.processing.store.mongo.MongoGenerations;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** An earlier build did not count how often another generation became live. */
class GenerationsOfAnEarlierBuildIT {
    @Test
    void a_view_that_it_left_is_switched_once_and_counted_from_then_on() {
        try (var database = new ParcelsInMongo()) {
            database.database().getCollection("projection").insertOne(new Document("_id", "view").append("live", 2).append("previous",
                    1).append("building", 0).append("newest", 2));
            var generations = new MongoGenerations(database.database());
            var left = generations.of("view");
            assertThat(left).isEqualTo(new State(2, 1, 0, 2, 0));
            assertThat(generations.change("view", left, left.rolledBack())).isTrue();
            assertThat(generations.change("view", left.rolledBack(), left.rolledBack().rolledBack())).isTrue();
            assertThat(generations.change("view", left, left.rolledBack())).as("two rollbacks ago").isFalse();
            assertThat(generations.of("view")).isEqualTo(new State(2, 1, 0, 2, 2));
        }
    }
}
