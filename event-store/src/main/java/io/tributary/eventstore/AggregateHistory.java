package io.tributary.eventstore;

import java.util.List;
import java.util.Optional;

/**
 * From what an aggregate is made again.
 *
 * @param snapshot the newest there is, if any
 * @param events the first of those behind the snapshot, or from the beginning if there is none; without a hole
 */
public record AggregateHistory(Optional<StoredSnapshot> snapshot, List<StoredEvent> events) {
    public AggregateHistory {
        events = List.copyOf(events);
    }

    /** Sequence of the first event that the snapshot does not contain. */
    public static long firstSequence(Optional<StoredSnapshot> snapshot) {
        return snapshot.map(s -> s.sequence() + 1).orElse(0L);
    }
}
