package io.tributary.chassis.processing;

import java.util.List;
import java.util.function.IntFunction;

/**
 * A view or a replica: rows computed from events and nothing else, so that they can be computed again. Declared as a bean; the chassis
 * runs a processor for it, and a second one beside it during a rebuild.
 *
 * @param name unique in the platform, as used by {@code /operations/projections/{name}}
 * @param source the events it is made of
 * @param tables its tables (PostgreSQL: primary key starts with {@code generation}) or collections (MongoDB: documents carry {@code g})
 * @param handlers makes the object with the {@code @EventHandler} methods that write the rows of one generation
 * @param applied the last position applied for an aggregate, in the live generation
 */
public record ProjectionDefinition(String name, EventSource source, List<String> tables, IntFunction<Object> handlers,
        AppliedPositions applied) {
    public ProjectionDefinition {
        tables = List.copyOf(tables);
    }

    /** @throws IllegalStateException if the handler has effects outside its own view: a rebuild would have them again */
    public void refuseSideEffects() {
        var handler = handlers.apply(1);
        SideEffects.of(handler).ifPresent(why -> {
            throw new IllegalStateException("projection " + name + " can be rebuilt, but its handler " + handler.getClass().getName()
                    + " has effects outside its own view: " + why + "; it is to be a PolicyDefinition");
        });
    }
}
