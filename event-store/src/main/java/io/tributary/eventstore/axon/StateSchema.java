package io.tributary.eventstore.axon;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint of a state class: its fields, and those of every class of the project it can hold. Any change of them changes the
 * fingerprint; a change of meaning without a change of form needs {@link Revision} on the class.
 */
final class StateSchema {
    private static final ClassValue<String> FINGERPRINTS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            var shapes = new TreeMap<String, String>();
            describe(type, shapes);
            return digest(shapes.toString());
        }
    };

    private StateSchema() {}

    static String of(Class<?> type) {
        return FINGERPRINTS.get(type);
    }

    private static void describe(Type type, Map<String, String> shapes) {
        switch (type) {
            case Class<?> c when c.isArray() -> describe(c.getComponentType(), shapes);
            case Class<?> c -> describeClass(c, shapes);
            case ParameterizedType p -> {
                describe(p.getRawType(), shapes);
                Arrays.stream(p.getActualTypeArguments()).forEach(argument -> describe(argument, shapes));
            }
            default -> {
                // a wildcard or type variable: its name already stands in the shape of the field
            }
        }
    }

    private static void describeClass(Class<?> type, Map<String, String> shapes) {
        if (type.isPrimitive() || type.getName().startsWith("java.") || shapes.containsKey(type.getName())) {
            return;
        }
        var fields = Arrays.stream(type.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers()) && !field.isSynthetic()).sorted(
                        Comparator.comparing(Field::getName)).toList();
        var shape = new StringBuilder();
        @Nullable
        Revision revision = type.getAnnotation(Revision.class);
        if (revision != null) {
            shape.append('@').append(revision.value());
        }
        fields.forEach(field -> shape.append(field.getName()).append(':').append(field.getGenericType().getTypeName()).append(';'));
        if (type.isEnum()) {
            shape.append(Arrays.toString(type.getEnumConstants()));
        }
        shapes.put(type.getName(), shape.toString());
        fields.forEach(field -> describe(field.getGenericType(), shapes));
        if (type.getSuperclass() != null) {
            describe(type.getSuperclass(), shapes);
        }
        if (type.isSealed()) {
            Set.of(type.getPermittedSubclasses()).forEach(subclass -> describe(subclass, shapes));
        }
    }

    private static String digest(String shapes) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(shapes.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
