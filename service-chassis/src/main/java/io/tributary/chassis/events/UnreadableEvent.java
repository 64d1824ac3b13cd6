package io.tributary.chassis.events;

import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/** A stored event that this build cannot read. Nothing was skipped and no class was loaded for it. */
public final class UnreadableEvent extends SerializationException {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final int version;

    UnreadableEvent(EventType type, String why) {
        this(type, why, null);
    }

    UnreadableEvent(EventType type, String why, @Nullable Throwable cause) {
        super("event %s: %s".formatted(type, why), cause);
        this.name = type.name();
        this.version = type.version();
    }

    /** The name and version it was stored under. */
    public EventType type() {
        return new EventType(name, version);
    }
}
