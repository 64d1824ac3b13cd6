package io.tributary.eventstore.axon;

import com.github.benmanes.caffeine.cache.Weigher;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;

/** About how many bytes of memory a cached aggregate takes: its own state, followed through records, classes of the project and collections. */
public final class AggregateWeight implements Weigher<Object, Object> {
    private static final int ENTRY = 500;
    private static final int OBJECT = 32;
    private static final int CHARACTER = 2;
    private static final int DEEPEST = 12;

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            var fields = new ArrayList<Field>();
            for (@Nullable
            Class<?> c = type; c != null && !c.getName().startsWith("java."); c = c.getSuperclass()) {
                for (var field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive() && !field.getType().isEnum()) {
                        field.setAccessible(true);
                        fields.add(field);
                    }
                }
            }
            return fields;
        }
    };

    @Override
    @SuppressWarnings("NullAway") // an entry made in this virtual machine holds its aggregate and needs nothing to make it again
    public int weigh(Object key, Object value) {
        var root = value instanceof AggregateCacheEntry<?> entry
                ? entry.recreateAggregate(null, null, null, null).getAggregateRoot()
                : value;
        return Math.clamp(ENTRY + weigh(root, DEEPEST), 1, Integer.MAX_VALUE);
    }

    private static long weigh(@Nullable Object value, int depth) {
        if (value == null || value instanceof Enum<?> || depth == 0) {
            return 0;
        }
        return OBJECT + switch (value) {
            case CharSequence text -> (long) CHARACTER * text.length();
            case Collection<?> items -> items.stream().mapToLong(item -> OBJECT + weigh(item, depth - 1)).sum();
            case Map<?, ?> map ->
                map.entrySet().stream().mapToLong(e -> OBJECT + weigh(e.getKey(), depth - 1) + weigh(e.getValue(), depth - 1)).sum();
            default -> fields(value, depth);
        };
    }

    private static long fields(Object value, int depth) {
        long weight = 0;
        for (var field : FIELDS.get(value.getClass())) {
            try {
                weight += weigh(field.get(value), depth - 1);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("field " + field + " was made accessible", e);
            }
        }
        return weight;
    }
}
