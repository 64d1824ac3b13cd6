package io.tributary.platform.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.nio.ByteBuffer;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/**
 * The form and order of an index: by the values of its keys. The store would keep and compare them as Java writes objects: two are written for
 * each comparison, which takes half of the server's time.
 */
final class IndexKeys extends BasicDataType<KeyValue> {
    private static final String INDEX = "._index_";
    private static final String ORDERED_BY_VALUE = "indexesByValue";
    private final ObjectDataType values = new ObjectDataType();

    private IndexKeys() {}

    /** Opens all indexes there are, and puts those of an earlier build into this form. What it changes is there after the next commit. */
    static void openAll(MVStore store, MVMap<String, Long> marks) {
        boolean ordered = marks.putIfAbsent(ORDERED_BY_VALUE, 1L) != null;
        for (String name : List.copyOf(store.getMapNames())) {
            if (name.contains(INDEX)) {
                if (ordered) {
                    open(store, name);
                } else {
                    order(store, name);
                }
            }
        }
    }

    private static void order(MVStore store, String name) {
        MVMap<KeyValue, Object> before = store.openMap(name);
        var entries = new ArrayList<Map.Entry<KeyValue, Object>>();
        before.forEach((key, position) -> entries.add(new SimpleImmutableEntry<>(key, position)));
        store.removeMap(before);
        MVMap<KeyValue, Object> ordered = open(store, name);
        entries.forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    }

    /** Whoever opens the index of this name later gets this one. */
    static void open(MVStore store, String collection, String index) {
        open(store, collection + INDEX + index);
    }

    private static MVMap<KeyValue, Object> open(MVStore store, String name) {
        return store.openMap(name, new MVMap.Builder<KeyValue, Object>().keyType(new IndexKeys()));
    }

    @Override
    public int compare(KeyValue one, KeyValue other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = compareValues(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int compareValues(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null || one.getClass() != other.getClass()) {
            return type(one).compareTo(type(other));
        }
        return switch (one) {
            case String text -> text.compareTo((String) other);
            case Double number -> number.compareTo((Double) other);
            case Long number -> number.compareTo((Long) other);
            case Integer number -> number.compareTo((Integer) other);
            default -> Arrays.compareUnsigned(ObjectDataType.serialize(one), ObjectDataType.serialize(other));
        };
    }

    private static String type(@Nullable Object value) {
        return value == null ? "" : value.getClass().getName();
    }

    @Override
    public int getMemory(KeyValue key) {
        return key.stream().mapToInt(values::getMemory).sum();
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        buffer.putVarInt(key.size());
        key.forEach(value -> values.write(buffer, value));
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        var read = new Object[DataUtils.readVarInt(buffer)];
        Arrays.setAll(read, _ -> values.read(buffer));
        return new KeyValue(read);
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
