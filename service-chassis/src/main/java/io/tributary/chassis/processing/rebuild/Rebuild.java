package io.tributary.chassis.processing.rebuild;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rebuild of a view, as it is kept and shown.
 *
 * @param generation the generation it fills
 * @param processed offsets done, of {@code total}
 * @param etaSeconds null while the rate is not known
 * @param differences rows that differ from the live generation's, at most {@link #MAX_DIFFERENCES}
 */
public record Rebuild(String id, String projection, Mode mode, State state, int generation, Instant startedAt,
        @Nullable Instant finishedAt, long processed, long total, long eventsPerSecond, @Nullable Long etaSeconds,
        List<Difference> differences, boolean acceptDifferences, @Nullable String error) {
    /** More are counted but not listed. */
    public static final int MAX_DIFFERENCES = 100;

    /** How the view is filled again. */
    public enum Mode {
        /** Emptied and filled; readers see it fill. */
        IN_PLACE,
        /** Filled aside, compared, then switched to; readers see the old or the new one. */
        BLUE_GREEN
    }

    /** Where it stands. */
    public enum State {
        RUNNING, COMPARING, SWITCHED, FAILED, CANCELLED;

        public boolean ended() {
            return this != RUNNING && this != COMPARING;
        }
    }

    /** A row that is not the same in both generations; a value is null where the row is missing. */
    public record Difference(String table, String key, @Nullable String live, @Nullable String rebuilt) {}

    static Rebuild begun(String id, String projection, Mode mode, int generation, Instant now, boolean acceptDifferences) {
        return new Rebuild(id, projection, mode, State.RUNNING, generation, now, null, 0, 0, 0, null, List.of(), acceptDifferences, null);
    }

    Rebuild at(long done, long of, long rate) {
        var eta = rate > 0 ? Long.valueOf(Math.max(0, of - done) / rate) : null;
        return new Rebuild(id, projection, mode, state, generation, startedAt, finishedAt, done, of, rate, eta, differences,
                acceptDifferences, error);
    }

    Rebuild in(State next, Instant now) {
        return new Rebuild(id, projection, mode, next, generation, startedAt, next.ended() ? now : null, processed, total, eventsPerSecond,
                next.ended() ? Long.valueOf(0) : etaSeconds, differences, acceptDifferences, error);
    }

    Rebuild with(List<Difference> found) {
        return new Rebuild(id, projection, mode, state, generation, startedAt, finishedAt, processed, total, eventsPerSecond, etaSeconds,
                List.copyOf(found), acceptDifferences, error);
    }

    Rebuild failed(String why, Instant now) {
        return new Rebuild(id, projection, mode, State.FAILED, generation, startedAt, now, processed, total, eventsPerSecond, null,
                differences, acceptDifferences, why);
    }
}
