package io.tributary.chassis.processing;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.gateway.EventGateway;

/** Tells handlers that write nothing but their own view, and may run any number of times, from those that have an effect elsewhere. */
final class SideEffects {
    private static final Pattern NAMES = Pattern.compile("When.+Then.+|.+Process");
    private static final Set<Class<?>> MEANS = Set.of(Reactions.class, CommandGateway.class, CommandBus.class, EventGateway.class,
            EventBus.class);
    private static final String OWN_CODE = "io.tributary.";
    private final Set<Class<?>> seen = new HashSet<>();

    private SideEffects() {}

    /** Why the handler must not run again, if it must not: its name, or something it or a part of it can send with. */
    static Optional<String> of(Class<?> handler) {
        if (NAMES.matcher(handler.getSimpleName()).matches()) {
            return Optional.of("it is called " + handler.getSimpleName());
        }
        return new SideEffects().meansOf(handler);
    }

    private Optional<String> meansOf(Class<?> type) {
        for (Class<?> part = type; part != null && part.getName().startsWith(OWN_CODE) && seen.add(part); part = part.getSuperclass()) {
            for (Field field : part.getDeclaredFields()) {
                var found = MEANS.stream().anyMatch(means -> means.isAssignableFrom(field.getType()))
                        ? Optional.of(part.getSimpleName() + "." + field.getName() + " is a " + field.getType().getSimpleName())
                        : meansOf(field.getType());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
