package io.tributary.servers.mongo.keys;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;

/**
 * The maps of the store that collections and their indexes are, ordered by the values of their keys. A map that is open is the one that
 * whoever opens the same name later gets.
 */
public final class OrderedMaps {
    private static final String COLLECTION = "databases.";
    private static final String INDEX = "._index_";
    private static final String MARK = "indexesByValue";
    /** The first ordered indexes, but documents in keys as Java writes them, and no collections. */
    private static final long CURRENT = 2;

    private OrderedMaps() {}

    /** Opens all there are, and puts those of an earlier build into order. What it changes is there after the next commit. */
    public static void openAll(MVStore store, MVMap<String, Long> marks) {
        Long before = marks.put(MARK, CURRENT);
        boolean ordered = before != null && before == CURRENT;
        for (String name : List.copyOf(store.getMapNames())) {
            if (name.startsWith(COLLECTION)) {
                open(store, name, new ValueKeys(), ordered);
            } else if (name.contains(INDEX)) {
                open(store, name, new IndexKeys(), ordered);
            }
        }
    }

    public static MVMap<Object, Document> collection(MVStore store, String collection) {
        return open(store, COLLECTION + collection, new ValueKeys());
    }

    public static MVMap<KeyValue, Object> index(MVStore store, String collection, String index) {
        return open(store, collection + INDEX + index, new IndexKeys());
    }

    private static <K> void open(MVStore store, String name, DataType<K> keys, boolean ordered) {
        var entries = new ArrayList<Map.Entry<K, Object>>();
        if (!ordered) {
            MVMap<K, Object> before = store.openMap(name);
            before.forEach((key, value) -> entries.add(Map.entry(key, value)));
            store.removeMap(before);
        }
        MVMap<K, Object> after = open(store, name, keys);
        entries.forEach(entry -> after.put(entry.getKey(), entry.getValue()));
    }

    private static <K, V> MVMap<K, V> open(MVStore store, String name, DataType<K> keys) {
        return store.openMap(name, new MVMap.Builder<K, V>().keyType(keys));
    }
}
