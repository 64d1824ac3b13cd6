package io.tributary.order;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.tributary.chassis.EventPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one generation of a view in MongoDB, one per aggregate: an event is applied once and in order, however often and by
 * however many readers it is delivered. Needs no transaction: a document carries the position it was last changed by and is replaced only
 * while it still carries it.
 */
public final class PositionedDocuments {
    private static final String POSITION = "position";
    /** Each means that another reader applied an event of the aggregate meanwhile, of which there are few at once. */
    private static final int ATTEMPTS = 1_000;
    private final MongoCollection<Document> collection;
    private final int generation;

    public PositionedDocuments(MongoCollection<Document> collection, int generation) {
        this.collection = collection;
        this.generation = generation;
    }

    /** The index by which the guarded replace finds its document on every engine: unique on exactly the fields it compares. */
    public static void prepare(MongoCollection<Document> collection) {
        collection.createIndex(Indexes.ascending("_id", POSITION), new IndexOptions().unique(true));
    }

    /**
     * Applies the event to its aggregate's document, unless that holds it already. {@code change} may run more than once.
     *
     * @throws IllegalStateException if others changed the document each time in between
     */
    public void apply(EventPosition event, UnaryOperator<Document> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (tryToApply(event.key(), event, change)) {
                return;
            }
            // another reader changed the document in between: decide again on what it is now
        }
        throw new IllegalStateException("the document of " + event.key() + " was another one each of " + ATTEMPTS + " times");
    }

    private boolean tryToApply(String id, EventPosition event, UnaryOperator<Document> change) {
        Document before = read(id);
        if (before == null) {
            return insert(change.apply(new Document()).append("_id", key(id)).append(POSITION, event.position()));
        }
        long held = before.getLong(POSITION);
        if (held >= event.unseenBelow()) {
            return true;
        }
        Document after = change.apply(new Document(before)).append(POSITION, event.position());
        return collection.replaceOne(and(eq("_id", key(id)), eq(POSITION, held)), after).getMatchedCount() == 1;
    }

    private boolean insert(Document document) {
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

    public Optional<Document> find(String id) {
        return Optional.ofNullable(read(id));
    }

    public List<Document> find(Collection<String> ids) {
        return collection.find(in("_id", ids.stream().map(this::key).toList())).into(new ArrayList<>());
    }

    /** The documents of this generation that {@code filter} selects, in the given order. */
    public List<Document> find(Bson filter, Bson order, int limit) {
        return collection.find(and(eq("_id.g", generation), filter)).sort(order).limit(limit).into(new ArrayList<>());
    }

    private @Nullable Document read(String id) {
        return collection.find(eq("_id", key(id))).first();
    }

    private Document key(String id) {
        return new Document("g", generation).append("id", id);
    }
}
