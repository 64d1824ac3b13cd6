package io.tributary.chassis.processing;

import java.util.List;

/** Where a processor's events come from. */
public sealed interface EventSource {
    /** The service's own event store. */
    record OwnLog() implements EventSource {}

    /** The topics of the named owners, read as one stream. */
    record Topics(List<String> owners) implements EventSource {
        public Topics {
            owners = List.copyOf(owners);
        }
    }

    static EventSource ownLog() {
        return new OwnLog();
    }

    static EventSource topics(String... owners) {
        return new Topics(List.of(owners));
    }
}
