package io.tributary.chassis.events;

import tools.jackson.databind.node.ObjectNode;

/** An event as JSON, before it becomes a record. */
public record RawEvent(EventType type, ObjectNode payload) {
    public RawEvent(String name, int version, ObjectNode payload) {
        this(new EventType(name, version), payload);
    }
}
