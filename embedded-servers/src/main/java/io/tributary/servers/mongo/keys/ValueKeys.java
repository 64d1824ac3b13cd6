package io.tributary.servers.mongo.keys;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;
import org.jspecify.annotations.Nullable;

/**
 * Keys that the store writes as it writes all objects, but orders by value. By itself it would order documents by the bytes that Java writes
 * them as; two that are equal can differ in them, and the same one before and after it was on the disk.
 */
final class ValueKeys extends BasicDataType<Object> {
    private final ObjectDataType values = new ObjectDataType();

    @Override
    public int compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof List<?> list && other instanceof List<?> otherList) {
            return compareEach(list, otherList);
        }
        if (one == null || other == null || one.getClass() != other.getClass()) {
            return type(one).compareTo(type(other));
        }
        return switch (one) {
            case String text -> text.compareTo((String) other);
            case Double number -> number.compareTo((Double) other);
            case Long number -> number.compareTo((Long) other);
            case Integer number -> number.compareTo((Integer) other);
            case Document document -> compareDocuments(document, (Document) other);
            default -> values.compare(one, other);
        };
    }

    private int compareEach(List<?> some, List<?> others) {
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            int order = compare(some.get(i), others.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(some.size(), others.size());
    }

    private int compareDocuments(Document one, Document other) {
        int order = compareEach(List.copyOf(one.keySet()), List.copyOf(other.keySet()));
        return order == 0 ? compareEach(new ArrayList<>(one.values()), new ArrayList<>(other.values())) : order;
    }

    private static String type(@Nullable Object value) {
        return value == null ? "" : value instanceof List ? List.class.getName() : value.getClass().getName();
    }

    @Override
    public int getMemory(Object key) {
        return values.getMemory(key);
    }

    @Override
    public void write(WriteBuffer buffer, Object key) {
        values.write(buffer, key);
    }

    @Override
    public Object read(ByteBuffer buffer) {
        return values.read(buffer);
    }

    @Override
    public Object[] createStorage(int size) {
        return new Object[size];
    }
}
