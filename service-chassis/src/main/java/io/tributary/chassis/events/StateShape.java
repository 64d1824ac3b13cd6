package io.tributary.chassis.events;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.axonframework.serialization.Revision;

/** Fingerprint of a state class: its fields and, of the project's own types among them, theirs. A {@link Revision} on the class counts too. */
final class StateShape {
    private static final Pattern TYPE_NAME = Pattern.compile("[\\w.$]+");
    private final Set<String> seen = new TreeSet<>();
    private final StringBuilder text = new StringBuilder();
    private final String ownPackage;

    private StateShape(Class<?> state) {
        this.ownPackage = rootOf(state);
    }

    static String of(Class<?> state) {
        var shape = new StateShape(state);
        Revision revision = state.getAnnotation(Revision.class);
        shape.text.append(revision == null ? "" : revision.value());
        shape.add(state);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(shape.text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Class<?> type) {
        if (!seen.add(type.getName())) {
            return;
        }
        text.append('\n').append(type.getSimpleName());
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(this::add);
        }
        if (type.isEnum()) {
            text.append(Arrays.toString(type.getEnumConstants()));
            return;
        }
        Arrays.stream(type.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()).sorted(
                Comparator.comparing(Field::getName)).forEach(this::add);
    }

    private void add(Field field) {
        String type = field.getGenericType().getTypeName();
        text.append('\n').append(field.getName()).append(':').append(type);
        TYPE_NAME.matcher(type).results().map(match -> match.group()).filter(name -> name.startsWith(ownPackage)).sorted().forEach(
                name -> add(load(name, field)));
    }

    private static Class<?> load(String name, Field field) {
        try {
            return Class.forName(name, false, field.getDeclaringClass().getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("%s names a type that cannot be loaded: %s".formatted(field, name), e);
        }
    }

    private static String rootOf(Class<?> state) {
        String[] parts = state.getPackageName().split("\\.");
        return String.join(".", Arrays.copyOf(parts, Math.min(2, parts.length)));
    }
}
