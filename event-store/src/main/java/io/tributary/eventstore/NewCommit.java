package io.tributary.eventstore;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events of one unit of work, stored all or not at all.
 *
 * @param id made by the caller, unique for ever: by it the writer recognises its own commit after a lost acknowledgement
 * @param events in order, of one or several aggregates; may be empty only if there is something to remember
 * @param idempotency what to remember of the request, or null
 */
public record NewCommit(UUID id, List<LogEvent> events, @Nullable IdempotencyRecord idempotency) {

    /** Largest sum of {@link LogEvent#size()}: below the document limit of MongoDB, with room for keys and names. */
    public static final int MAX_BYTES = 12 * 1024 * 1024;

    /** @throws InvalidCommit if it is empty, oversized, or contradicts itself */
    public NewCommit {
        if (id == null || events == null || events.stream().anyMatch(Objects::isNull)) {
            throw new InvalidCommit("commit " + id + " lacks its id, its events or one of them");
        }
        events = List.copyOf(events);
        if (events.isEmpty() && idempotency == null) {
            throw new InvalidCommit("commit " + id + " has neither events nor an idempotency key");
        }
        long bytes = events.stream().mapToLong(LogEvent::size).sum();
        if (events.size() > 1) {
            requireDistinct(id, events);
        }
        if (bytes > MAX_BYTES) {
            throw new InvalidCommit("commit " + id + " has " + bytes + " bytes in " + events.size() + " events, more than " + MAX_BYTES);
        }
    }

    private static void requireDistinct(UUID id, List<LogEvent> events) {
        var streamKeys = new HashSet<StreamKey>();
        var eventIds = new HashSet<UUID>();
        for (var event : events) {
            if (!streamKeys.add(new StreamKey(event.aggregateId(), event.sequence())) || !eventIds.add(event.id())) {
                throw new InvalidCommit("commit " + id + " holds event " + event.id() + " or sequence " + event.sequence()
                        + " of aggregate '" + event.aggregateId() + "' twice");
            }
        }
    }

    /** What may exist only once in a log: one place in one aggregate's stream. */
    public record StreamKey(String aggregateId, long sequence) {}
}
