package io.tributary.eventstore.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import io.tributary.eventstore.StoredSnapshot;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** The newest snapshot of each aggregate under the aggregate's id; replaced only if it still is the one that was read. */
final class SnapshotDocuments {
    private static final String SEQUENCE = "s";
    private static final String SCHEMA = "h";
    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<Document> snapshots;

    SnapshotDocuments(MongoCollection<Document> snapshots) {
        this.snapshots = snapshots;
        snapshots.createIndex(new Document("_id", 1).append(SEQUENCE, 1), new IndexOptions().unique(true));
    }

    Optional<StoredSnapshot> find(String aggregateId) {
        return Optional.ofNullable(snapshots.find(eq("_id", aggregateId)).first()).map(SnapshotDocuments::snapshot);
    }

    void store(StoredSnapshot snapshot) {
        while (!tryToStore(snapshot)) {
            // somebody else stored one meanwhile: whose is newer is decided again
        }
    }

    private boolean tryToStore(StoredSnapshot snapshot) {
        @Nullable
        Document old = snapshots.find(eq("_id", snapshot.aggregateId())).first();
        if (old == null) {
            return insert(document(snapshot));
        }
        long stored = old.getLong(SEQUENCE);
        if (stored > snapshot.sequence() || (stored == snapshot.sequence() && snapshot.schema().equals(old.getString(SCHEMA)))) {
            return true;
        }
        return snapshots.replaceOne(and(eq("_id", snapshot.aggregateId()), eq(SEQUENCE, stored)),
                document(snapshot)).getMatchedCount() == 1;
    }

    private boolean insert(Document document) {
        try {
            snapshots.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCode() == DUPLICATE_KEY) {
                return false;
            }
            throw e;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    private static Document document(StoredSnapshot snapshot) {
        return new Document("_id", snapshot.aggregateId()).append(SEQUENCE, snapshot.sequence()).append("y",
                snapshot.aggregateType()).append("t", snapshot.type()).append(SCHEMA, snapshot.schema()).append("r",
                        CommitDocuments.micros(snapshot.recordedAt())).append("d", snapshot.payload()).append("m", snapshot.metadata());
    }

    private static StoredSnapshot snapshot(Document d) {
        return new StoredSnapshot(d.getString("_id"), d.getLong(SEQUENCE), d.getString("y"), d.getString("t"), d.getString(SCHEMA),
                CommitDocuments.instant(d.getLong("r")), d.get("d", Binary.class).getData(), d.get("m", Binary.class).getData());
    }
}
