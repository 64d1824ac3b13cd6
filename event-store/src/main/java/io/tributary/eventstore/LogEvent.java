package io.tributary.eventstore;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fact of one aggregate, in the form in which it is stored.
 *
 * @param id of this event, unique in the log
 * @param aggregateId key of the aggregate's stream: 1 to {@value #MAX_ID_LENGTH} characters
 * @param sequence place in that stream, dense from 0
 * @param aggregateType logical name of the aggregate's type; null for an event that no aggregate applied
 * @param type logical name of the payload
 * @param version of the payload's form, from 0
 * @param recordedAt when the event was made, by its maker's clock, kept to the microsecond; never used for ordering
 * @param payload serialised payload
 * @param metadata serialised metadata
 */
@SuppressWarnings("ArrayRecordComponent")
public record LogEvent(UUID id, String aggregateId, long sequence, @Nullable String aggregateType, String type, int version,
        Instant recordedAt, byte[] payload, byte[] metadata) {

    /** Longest id or name, in characters: what an index of either engine surely takes. */
    public static final int MAX_ID_LENGTH = 500;

    private static final int MAX_BYTES_PER_CHARACTER = 3;
    private static final int FORM_BYTES = 150;

    /** @throws InvalidCommit for a missing, empty, overlong or unstorable name, a negative sequence or version */
    public LogEvent {
        if (id == null) {
            throw new InvalidCommit("an event of aggregate '" + aggregateId + "' has no id");
        }
        requireStorable("aggregate id", aggregateId, id);
        requireStorable("event type", type, id);
        if (aggregateType != null) {
            requireStorable("aggregate type", aggregateType, id);
        }
        if (sequence < 0 || version < 0) {
            throw new InvalidCommit("event " + id + " of aggregate '" + aggregateId + "' has sequence " + sequence + " and version "
                    + version + ": neither may be negative");
        }
        if (recordedAt == null || payload == null || metadata == null) {
            throw new InvalidCommit("event " + id + " of aggregate '" + aggregateId + "' lacks its time, payload or metadata");
        }
    }

    private static void requireStorable(String what, @Nullable String text, UUID id) {
        if (text == null || text.isEmpty()) {
            throw new InvalidCommit("event " + id + " has no " + what);
        }
        if (text.length() > MAX_ID_LENGTH) {
            throw new InvalidCommit("event " + id + " has an " + what + " of " + text.length() + " characters, more than " + MAX_ID_LENGTH);
        }
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidCommit("event " + id + " has an " + what + " with a character that cannot be stored");
        }
    }

    /** Bytes this event adds to its commit in the larger of the two engines' forms, at most. */
    public int size() {
        var names = 2 * aggregateId.length() + type.length() + (aggregateType == null ? 0 : aggregateType.length());
        return payload.length + metadata.length + MAX_BYTES_PER_CHARACTER * names + FORM_BYTES;
    }
}
