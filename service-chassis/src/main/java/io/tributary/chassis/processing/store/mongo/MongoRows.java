package io.tributary.chassis.processing.store.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import io.tributary.chassis.processing.store.Rows;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bson.Document;

/** Documents whose {@code _id} is {@code {g, id}}. */
public final class MongoRows implements Rows {
    private static final String ID = "_id";
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

    @Override
    public void copy(String table, String key, int from, int to) {
        var collection = database.getCollection(table);
        var source = collection.find(eq(ID, id(from, key))).first();
        var target = eq(ID, id(to, key));
        if (source == null) {
            collection.deleteOne(target);
        } else {
            source.put(ID, id(to, key));
            collection.replaceOne(target, source, new ReplaceOptions().upsert(true));
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
