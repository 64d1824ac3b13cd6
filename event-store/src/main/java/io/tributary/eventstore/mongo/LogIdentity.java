package io.tributary.eventstore.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.CommitLogException.Unreadable;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The random id of a log, made by whoever opens it first. */
final class LogIdentity {
    private static final String KEY = "log";
    private static final int DUPLICATE_KEY = 11000;

    private LogIdentity() {}

    static UUID of(MongoCollection<Document> identities) {
        @Nullable
        Document stored = identities.find(eq("_id", KEY)).first();
        if (stored == null) {
            insert(identities);
            return of(identities);
        }
        try {
            return Uuids.read(stored, "id");
        } catch (InvalidCommit e) {
            throw new Unreadable("the log's identity cannot be read: " + e.getMessage(), e);
        }
    }

    private static void insert(MongoCollection<Document> identities) {
        try {
            identities.insertOne(new Document("_id", KEY).append("id", Uuids.binary(UUID.randomUUID())));
        } catch (MongoWriteException e) {
            if (e.getError().getCode() != DUPLICATE_KEY) {
                throw e;
            }
        }
    }
}
