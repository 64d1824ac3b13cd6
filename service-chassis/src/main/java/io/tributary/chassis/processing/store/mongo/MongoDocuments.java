package io.tributary.chassis.processing.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.tributary.chassis.processing.store.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The collection {@code chassis_document}. */
public final class MongoDocuments implements Documents {
    private static final String ID = "_id";
    private static final String VERSION = "version";
    private final MongoCollection<org.bson.Document> documents;

    public MongoDocuments(MongoDatabase database) {
        this.documents = database.getCollection("chassis_document");
        documents.createIndex(Indexes.ascending(ID, VERSION), new IndexOptions().unique(true));
        documents.createIndex(Indexes.ascending("kind"));
    }

    @Override
    public Optional<Document> find(String kind, String id) {
        return Optional.ofNullable(documents.find(eq(ID, key(kind, id))).first()).map(MongoDocuments::read);
    }

    @Override
    public List<Document> all(String kind) {
        return documents.find(eq("kind", kind)).map(MongoDocuments::read).into(new ArrayList<>());
    }

    @Override
    public boolean write(String kind, String id, long expected, String body) {
        var next = new org.bson.Document(ID, key(kind, id)).append("kind", kind).append("id", id).append(VERSION, expected + 1).append(
                "body",
                body);
        if (expected != ABSENT) {
            return documents.replaceOne(and(eq(ID, key(kind, id)), eq(VERSION, expected)), next).getMatchedCount() == 1;
        }
        try {
            documents.insertOne(next);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void delete(String kind, String id) {
        documents.deleteOne(eq(ID, key(kind, id)));
    }

    private static String key(String kind, String id) {
        return kind + "/" + id;
    }

    private static Document read(org.bson.Document document) {
        return new Document(document.getString("id"), document.getLong(VERSION), document.getString("body"));
    }
}
