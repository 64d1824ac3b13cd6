package io.tributary.platform.supervisor;

import java.time.Duration;
import java.time.Instant;

/** Pauses between starts: they double while a part keeps dying, and begin anew once it ran for a while. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofSeconds(30);

    private Duration pause = FIRST;
    private Instant startedAt = Instant.MAX;

    void started() {
        startedAt = Instant.now();
    }

    Duration next() {
        if (startedAt.isBefore(Instant.now().minus(STABLE))) {
            pause = FIRST;
        }
        startedAt = Instant.MAX;
        Duration current = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        return current;
    }
}
