package io.tributary.chassis.processing.sharing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a segment, or a whole processor, is behind.
 *
 * @param events events that have not been applied, the unfetched ones counted by offsets
 * @param oldest when the oldest known one of them was recorded; null if there is none
 */
public record Behind(long events, @Nullable Instant oldest) {
    public static final Behind NOTHING = new Behind(0, null);

    /** The worse of both, figure by figure. */
    public Behind or(Behind other) {
        return new Behind(Math.max(events, other.events), earliest(oldest, other.oldest));
    }

    /** Age of the oldest event that is not applied; 0 if there is none. */
    public long millis(Clock clock) {
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis());
    }

    static @Nullable Instant earliest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
