package io.tributary.chassis.events;

/** Name and version under which an event is stored and published: {@code order.order-placed}, 1. */
public record EventType(String name, int version) {
    public EventType {
        if (name.isBlank() || version < 1) {
            throw new IllegalArgumentException(
                    "an event type has a name and a version from 1, found \"%s\" version %d".formatted(name, version));
        }
    }

    @Override
    public String toString() {
        return name + " v" + version;
    }
}
