package io.tributary.chassis.flow;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.tributary.chassis.EventPosition;
import java.util.OptionalLong;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The parcels in MongoDB: a document changes once per event, however often and from however many that comes. */
final class ParcelDocuments extends ParcelView {
    private static final String POSITION = "position";
    private final MongoCollection<Document> documents;
    private final int generation;

    ParcelDocuments(MongoCollection<Document> documents, int generation) {
        this.documents = documents;
        this.generation = generation;
    }

    /** The guarded replace needs an index on exactly what it compares. */
    static void prepare(MongoCollection<Document> documents) {
        documents.createIndex(Indexes.ascending("_id", POSITION), new IndexOptions().unique(true));
    }

    @Override
    void write(EventPosition position, @Nullable String label, @Nullable String state) {
        while (!tryToWrite(position, label, state)) {
            // somebody else changed the document in between
        }
    }

    private boolean tryToWrite(EventPosition position, @Nullable String label, @Nullable String state) {
        var found = find(position.key());
        long before = found == null ? -1 : found.getLong(POSITION);
        if (before >= position.position()) {
            return true;
        }
        var document = found == null ? new Document("_id", id(position.key())).append("changes", 0) : found;
        if (label != null) {
            document.append("label", label);
        }
        if (state != null) {
            document.append("state", state);
        }
        document.append("changes", document.getInteger("changes") + 1).append(POSITION, position.position());
        return found == null
                ? inserted(document)
                : documents.replaceOne(and(eq("_id", id(position.key())), eq(POSITION, before)), document).getMatchedCount() == 1;
    }

    private boolean inserted(Document document) {
        try {
            documents.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    OptionalLong position(String parcel) {
        var document = find(parcel);
        return document == null ? OptionalLong.empty() : OptionalLong.of(document.getLong(POSITION));
    }

    private @Nullable Document find(String parcel) {
        return documents.find(eq("_id", id(parcel))).first();
    }

    private Document id(String parcel) {
        return new Document("g", generation).append("id", parcel);
    }
}
