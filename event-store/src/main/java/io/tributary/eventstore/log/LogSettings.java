package io.tributary.eventstore.log;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a log behaves over time; none of it touches the order of events.
 *
 * @param appendDeadline how long an append is retried while the store says nothing
 * @param pollInterval how often commits of other processes are looked for, whether or not the store announces them
 * @param clock the time of commits, for people and for tokens at a time
 */
public record LogSettings(Duration appendDeadline, Duration pollInterval, InstantSource clock) {

    /** 30 s, a look every half second, the system's clock. */
    public static LogSettings defaults() {
        return new LogSettings(Duration.ofSeconds(30), Duration.ofMillis(500), InstantSource.system());
    }

    public LogSettings withAppendDeadline(Duration value) {
        return new LogSettings(value, pollInterval, clock);
    }

    public LogSettings withPollInterval(Duration value) {
        return new LogSettings(appendDeadline, value, clock);
    }

    public LogSettings withClock(InstantSource value) {
        return new LogSettings(appendDeadline, pollInterval, value);
    }
}
