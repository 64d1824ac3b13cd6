package io.tributary.chassis.processing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.jspecify.annotations.Nullable;

/**
 * Tells handlers that write nothing but their own view, and may run any number of times, from those that have an effect elsewhere. Looks at
 * what the handler's fields hold, through parts of the project's own code, lambdas and collections; where they hold nothing, at what they
 * may hold.
 */
final class SideEffects {
    private static final Pattern NAMES = Pattern.compile("When.+Then.+|.+Process");
    private static final Set<Class<?>> MEANS = Set.of(Reactions.class, CommandGateway.class, CommandBus.class, EventGateway.class,
            EventBus.class);
    private static final String OWN_CODE = "io.tributary.";
    private final Set<Class<?>> seenTypes = new HashSet<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private SideEffects() {}

    /** Why the handler must not run again, if it must not: its name, or something it or a part of it can send with. */
    static Optional<String> of(Object handler) {
        var name = handler.getClass().getSimpleName();
        if (NAMES.matcher(name).matches()) {
            return Optional.of("it is called " + name);
        }
        return new SideEffects().meansIn(handler);
    }

    private Optional<String> meansIn(Object part) {
        if (!seen.add(part)) {
            return Optional.empty();
        }
        if (part instanceof Collection<?> parts) {
            return first(parts);
        }
        if (part instanceof Map<?, ?> parts) {
            return first(parts.values());
        }
        return fields(part.getClass()).stream().flatMap(field -> meansOf(field, valueOf(field, part)).stream()).findFirst();
    }

    private Optional<String> first(Collection<?> parts) {
        return parts.stream().filter(Objects::nonNull).flatMap(
                part -> meansOf(part.getClass().getSimpleName(), part).stream()).findFirst();
    }

    private Optional<String> meansOf(Field field, @Nullable Object value) {
        var place = field.getDeclaringClass().getSimpleName() + "." + field.getName();
        return value == null ? meansOf(place, field.getType()) : meansOf(place, value);
    }

    private Optional<String> meansOf(String place, Object value) {
        return isMeans(value.getClass()) ? Optional.of(place + " is a " + value.getClass().getSimpleName()) : meansIn(value);
    }

    private Optional<String> meansOf(String place, Class<?> type) {
        if (isMeans(type)) {
            return Optional.of(place + " is a " + type.getSimpleName());
        }
        return seenTypes.add(type)
                ? fields(type).stream().flatMap(
                        field -> meansOf(type.getSimpleName() + "." + field.getName(), field.getType()).stream()).findFirst()
                : Optional.empty();
    }

    private static boolean isMeans(Class<?> type) {
        return MEANS.stream().anyMatch(means -> means.isAssignableFrom(type));
    }

    private static List<Field> fields(Class<?> type) {
        var fields = new ArrayList<Field>();
        for (Class<?> part = type; part != null && part.getName().startsWith(OWN_CODE); part = part.getSuperclass()) {
            Collections.addAll(fields, part.getDeclaredFields());
        }
        return fields;
    }

    private static @Nullable Object valueOf(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(Modifier.isStatic(field.getModifiers()) ? null : of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field of the project's own code can be read: " + field, e);
        }
    }
}
