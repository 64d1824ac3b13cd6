package io.tributary.chassis.processing.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import io.tributary.chassis.processing.store.Instances;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** The collection {@code processor_instance}; who is gone is decided by this process's clock. */
record MongoInstances(MongoCollection<Document> instances, String self, Duration goneAfter, Clock clock) implements Instances {
    private static final String PROCESSOR = "processor";
    private static final String SEEN_AT = "seenAt";
    private static final int FORGOTTEN_AFTER = 10;

    static MongoInstances in(MongoDatabase database, String self, Duration goneAfter, Clock clock) {
        return new MongoInstances(database.getCollection("processor_instance"), self, goneAfter, clock);
    }

    @Override
    public void beat(String processor, String report) {
        var id = id(processor);
        var now = clock.millis();
        instances.replaceOne(eq("_id", id), new Document("_id", id).append(PROCESSOR, processor).append("instance", self).append("report",
                report).append(SEEN_AT, now), new ReplaceOptions().upsert(true));
        instances.deleteMany(and(eq(PROCESSOR, processor), lt(SEEN_AT, now - goneAfter.toMillis() * FORGOTTEN_AFTER)));
    }

    @Override
    public List<Instance> alive(String processor) {
        return instances.find(and(eq(PROCESSOR, processor), gt(SEEN_AT, clock.millis() - goneAfter.toMillis()))).map(
                found -> new Instance(found.getString("instance"), found.getString("report"))).into(new ArrayList<>());
    }

    @Override
    public void leave(String processor) {
        instances.deleteOne(eq("_id", id(processor)));
    }

    private String id(String processor) {
        return processor + "#" + self;
    }
}
