package io.tributary.servers.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.tributary.servers.mongo.keys.OrderedMaps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose documents never change once they are stored. The one beneath makes a change within the very object that is stored, and
 * from which a reader's answer may be written at the time: the reader got some fields from before the change and some from after it. Here a
 * copy is changed, and then stored.
 */
final class StoredCollection extends H2Collection {
    private static final String ID = "_id";
    /** Read and written by methods that hold this object's monitor. */
    private boolean changing;

    private StoredCollection(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, Document> documents,
            MVMap<String, Object> meta, CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
    }

    /** A database of such collections, which are ordered by value, as are their indexes. */
    static MongoDatabase database(String databaseName, MVStore store, CursorRegistry cursors) {
        return new H2Database(databaseName, store, cursors) {
            @Override
            protected Index<Object> openOrCreateUniqueIndex(String collection, String index, List<IndexKey> keys, boolean sparse) {
                OrderedMaps.index(store, getFullCollectionNamespace(collection), index);
                return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
            }

            @Override
            protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
                String fullName = getFullCollectionNamespace(name);
                return new StoredCollection(this, name, options, OrderedMaps.collection(store, fullName), store.openMap("meta." + fullName),
                        cursorRegistry);
            }
        };
    }

    @Override
    public synchronized Document updateDocuments(Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert,
            Oplog oplog) {
        changing = true;
        try {
            return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
        } finally {
            changing = false;
        }
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        changing = true;
        try {
            return super.findAndModify(query);
        } finally {
            changing = false;
        }
    }

    @Override
    protected QueryResult queryDocuments(Document query, @Nullable Document order, int skip, int limit, int batch,
            @Nullable Document fields) {
        var found = select(query, order, skip, limit, batch, fields);
        if (!changing) {
            return found;
        }
        var copies = new ArrayList<Document>();
        found.forEach(document -> copies.add(document.clone()));
        return new QueryResult(copies, found.getCursorId());
    }

    /** The one beneath asks an index only for what has its very keys. What has an id among other conditions is looked up by its id here. */
    private QueryResult select(Document query, @Nullable Document order, int skip, int limit, int batch, @Nullable Document fields) {
        var ids = ids(query);
        for (Index<Object> index : getIndexes()) {
            if (ids.isPresent() && index.canHandle(ids.get())) {
                return matchDocuments(query, index.getPositions(ids.get()), order, skip, limit, batch, fields);
            }
        }
        return super.queryDocuments(query, order, skip, limit, batch, fields);
    }

    /** The condition on ids, be it one of those that must all hold. */
    private static Optional<Document> ids(Document query) {
        if (query.containsKey(ID)) {
            return query.get(ID) instanceof Collection<?> ? Optional.empty() : Optional.of(new Document(ID, query.get(ID)));
        }
        return query.get("$and") instanceof Collection<?> all
                ? all.stream().flatMap(one -> one instanceof Document condition ? ids(condition).stream() : Stream.empty()).findFirst()
                : Optional.empty();
    }
}
