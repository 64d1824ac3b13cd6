package io.tributary.eventstore.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events and commits as examples. */
public final class Events {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Events() {}

    public static LogEvent event(String aggregateId, long sequence) {
        return event(aggregateId, sequence, NOON);
    }

    static LogEvent event(String aggregateId, long sequence, Instant recordedAt) {
        var payload = "{\"counter\":\"" + aggregateId + "\",\"to\":" + sequence + "}";
        return new LogEvent(UUID.randomUUID(), aggregateId, sequence, "counter", Counted.class.getName(), 1, recordedAt,
                payload.getBytes(UTF_8),
                "{\"a\":\"ß\"}".getBytes(UTF_8));
    }

    static LogEvent event(String aggregateId, long sequence, byte[] payload) {
        return new LogEvent(UUID.randomUUID(), aggregateId, sequence, null, Counted.class.getName(), 0, NOON, payload, new byte[0]);
    }

    public static NewCommit commit(LogEvent... events) {
        return new NewCommit(UUID.randomUUID(), List.of(events), null);
    }

    /** One commit of the aggregate's events from {@code sequence} on. */
    static NewCommit commit(String aggregateId, long sequence, int count) {
        var events = new ArrayList<LogEvent>();
        for (int i = 0; i < count; i++) {
            events.add(event(aggregateId, sequence + i));
        }
        return new NewCommit(UUID.randomUUID(), events, null);
    }

    /** {@code aggregate#sequence} of each event, in order. */
    static List<String> keys(List<StoredEvent> events) {
        return events.stream().map(stored -> stored.event().aggregateId() + "#" + stored.event().sequence()).toList();
    }
}
