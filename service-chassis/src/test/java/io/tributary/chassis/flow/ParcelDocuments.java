package io.tributary.chassis.flow;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The parcels in MongoDB: a document changes once per event, however often that comes. */
final class ParcelDocuments extends ParcelView {
    private final MongoCollection<Document> documents;

    ParcelDocuments(MongoCollection<Document> documents) {
        this.documents = documents;
    }

    ProjectionDefinition definition(String owner) {
        return new ProjectionDefinition(ParcelRows.NAME, EventSource.topics(owner), List.of("parcel"), _ -> this,
                (_, _) -> OptionalLong.empty());
    }

    @Override
    void write(EventPosition position, @Nullable String label, @Nullable String state) {
        var found = documents.find(eq("_id", position.key())).first();
        var document = found == null ? new Document("_id", position.key()).append("changes", 0).append("position", -1L) : found;
        if (document.getLong("position") >= position.position()) {
            return;
        }
        if (label != null) {
            document.append("label", label);
        }
        if (state != null) {
            document.append("state", state);
        }
        document.append("changes", document.getInteger("changes") + 1).append("position", position.position());
        documents.replaceOne(eq("_id", position.key()), document, new ReplaceOptions().upsert(true));
    }

    long changes() {
        return documents.find().into(new ArrayList<>()).stream().mapToLong(document -> document.getInteger("changes")).sum();
    }

    String row(String parcel) {
        var document = documents.find(eq("_id", parcel)).first();
        return document == null ? "" : document.getString("label") + " " + document.getString("state");
    }
}
