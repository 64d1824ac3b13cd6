package io.tributary.chassis.processing.rebuild;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One rebuild of a view, as it is kept and shown.
 *
 * @param generation the generation it fills
 * @param processed offsets of the topics that are done, of {@code total}
 * @param etaSeconds null while the rate is not known
 * @param differenceCount rows that differ from the live generation's
 * @param differences the first {@link #MAX_DIFFERENCES} of them
 * @param acceptDifferences whether it switches although rows differ
 * @param repair the key to put right in the live view, {@link #REPAIR_ALL}, or null
 * @param maxEventsPerSecond how fast it may read; null: as fast as it can
 */
public record Rebuild(String id, String projection, Mode mode, State state, int generation, Instant startedAt,
        @Nullable Instant finishedAt, long processed, long total, long eventsPerSecond, @Nullable Long etaSeconds,
        @Schema(description = "How many rows differ") int differenceCount,
        @Schema(description = "The first of the rows that differ, at most 100") @Size(max = Rebuild.MAX_DIFFERENCES) List<Difference> differences,
        boolean acceptDifferences, @Nullable String repair, @Nullable String error,
        @Nullable Integer maxEventsPerSecond) {
    private static final JsonMapper JSON = JsonMapper.shared();
    public static final int MAX_DIFFERENCES = 100;
    public static final String REPAIR_ALL = "all";

    /** How the view is filled again. */
    public enum Mode {
        /** Emptied and filled; until it is full nobody can read it. */
        IN_PLACE,
        /** Filled aside, compared, then switched to; readers see the old or the new one. */
        BLUE_GREEN,
        /** Filled aside and compared; the live one stays. */
        AUDIT
    }

    /** Where it stands. */
    public enum State {
        RUNNING, COMPARING, SWITCHED, COMPARED, FAILED, CANCELLED;

        public boolean ended() {
            return this != RUNNING && this != COMPARING;
        }
    }

    /** A row that is not the same in both generations; a value is null where the row is missing. */
    public record Difference(String table, String key, @Nullable String live, @Nullable String rebuilt) {}

    static Rebuild begun(String id, String projection, Mode mode, int generation, Instant now) {
        return new Rebuild(id, projection, mode, State.RUNNING, generation, now, null, 0, 0, 0, null, 0, List.of(), false, null, null,
                null);
    }

    Rebuild accepting(boolean anyDifferences, @Nullable String repairKey) {
        return new Rebuild(id, projection, mode, state, generation, startedAt, finishedAt, processed, total, eventsPerSecond, etaSeconds,
                differenceCount, differences, anyDifferences, repairKey, error, maxEventsPerSecond);
    }

    Rebuild limitedTo(@Nullable Integer limit) {
        return new Rebuild(id, projection, mode, state, generation, startedAt, finishedAt, processed, total, eventsPerSecond, etaSeconds,
                differenceCount, differences, acceptDifferences, repair, error, limit);
    }

    /** The time left follows from the offsets done in a second, which are more than events: the broker's own marks have one too. */
    Rebuild at(long done, long of, long rate, long offsetsPerSecond) {
        var eta = offsetsPerSecond > 0 ? Long.valueOf(Math.max(0, of - done) / offsetsPerSecond) : null;
        return new Rebuild(id, projection, mode, state, generation, startedAt, finishedAt, done, of, rate, eta, differenceCount,
                differences,
                acceptDifferences, repair, error, maxEventsPerSecond);
    }

    Rebuild in(State next, Instant now) {
        return new Rebuild(id, projection, mode, next, generation, startedAt, next.ended() ? now : null, processed, total, eventsPerSecond,
                next.ended() ? Long.valueOf(0) : etaSeconds, differenceCount, differences, acceptDifferences, repair, error,
                maxEventsPerSecond);
    }

    Rebuild with(int count, List<Difference> first) {
        return new Rebuild(id, projection, mode, state, generation, startedAt, finishedAt, processed, total, eventsPerSecond, etaSeconds,
                count, List.copyOf(first), acceptDifferences, repair, error, maxEventsPerSecond);
    }

    Rebuild failed(String why, Instant now) {
        return new Rebuild(id, projection, mode, State.FAILED, generation, startedAt, now, processed, total, eventsPerSecond, null,
                differenceCount, differences, acceptDifferences, repair, why, maxEventsPerSecond);
    }

    /** A key is named as it is listed, or by the value it consists of. */
    boolean repairs(String key) {
        return repair != null && (repair.equals(REPAIR_ALL) || key.equals(repair) || valueOf(key).equals(repair));
    }

    private static String valueOf(String key) {
        if (!key.startsWith("{")) {
            return key;
        }
        var parts = JSON.readTree(key).values();
        return parts.size() == 1 ? parts.iterator().next().asString() : key;
    }
}
