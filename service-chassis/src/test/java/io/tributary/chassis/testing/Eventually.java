package io.tributary.chassis.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens elsewhere: asks again until the assertion holds, and fails as it failed last when the time is over. */
public final class Eventually {
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Eventually() {}

    public static void eventually(Runnable assertion) {
        within(LIMIT, assertion);
    }

    public static void within(Duration limit, Runnable assertion) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
