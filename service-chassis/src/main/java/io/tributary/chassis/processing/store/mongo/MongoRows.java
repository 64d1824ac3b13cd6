package io.tributary.chassis.processing.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.processing.store.Rows;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Documents whose {@code _id} is {@code {g, id}}. */
public final class MongoRows implements Rows {
    private static final String ID = "_id";
    private static final String POSITION = "position";
    private final MongoDatabase database;

    public MongoRows(MongoDatabase database) {
        this.database = database;
    }

    @Override
    public void each(String table, int generation, Consumer<Row> each) {
        for (var document : database.getCollection(table).find()) {
            if (document.get(ID) instanceof Document id && id.getInteger("g") == generation) {
                each.accept(row(document));
            }
        }
    }

    @Override
    public Optional<Row> find(String table, int generation, String key) {
        return Optional.ofNullable(database.getCollection(table).find(eq(ID, id(generation, key))).first()).map(MongoRows::row);
    }

    // Guarded by the position, as every change of a document is: what changes meanwhile is not matched any more.
    @Override
    public boolean copy(String table, String key, Seen from, Seen to) {
        var collection = database.getCollection(table);
        var source = asSeen(collection, key, from);
        var target = asSeen(collection, key, to);
        if (source.isEmpty() || target.isEmpty()) {
            return false;
        }
        var copied = source.get().document();
        var present = target.get().document();
        if (copied == null) {
            return present == null || collection.deleteOne(same(present)).getDeletedCount() == 1;
        }
        copied.put(ID, id(to.generation(), key));
        return present == null
                ? inserted(collection, copied)
                : collection.replaceOne(same(present), copied).getMatchedCount() == 1;
    }

    private record Found(@Nullable Document document) {}

    private static Optional<Found> asSeen(MongoCollection<Document> collection, String key, Seen seen) {
        var document = collection.find(eq(ID, id(seen.generation(), key))).first();
        var content = document == null ? null : row(document).content();
        return Objects.equals(content, seen.content()) ? Optional.of(new Found(document)) : Optional.empty();
    }

    private static Bson same(Document document) {
        return and(eq(ID, document.get(ID)), eq(POSITION, document.get(POSITION)));
    }

    private static boolean inserted(MongoCollection<Document> collection, Document document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private static Row row(Document document) {
        var content = new Document(new TreeMap<>(document));
        content.remove(ID);
        return new Row(document.get(ID, Document.class).getString("id"), content.toJson());
    }

    private static Document id(int generation, String key) {
        return new Document("g", generation).append("id", key);
    }
}
