package io.tributary.acceptance;

import io.tributary.acceptance.Http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Calls that fall due at a fixed rate, whether those before are answered or not; each is timed from when it was due. */
public final class Load implements AutoCloseable {
    private static final int MOST_OPEN = 300;
    private static final int NO_ANSWER = 0;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Semaphore open = new Semaphore(MOST_OPEN);
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    /** One call; the status is 0 if there was no answer. */
    public record Call(Instant due, Duration took, int status) {
        public boolean isGood() { return status >= 200 && status < 300; }

        /** The owner says that it failed, or nobody answers; a refusal is an answer. */
        public boolean isError() {
            return status == NO_ANSWER || status >= 500;
        }
    }

    public static Load start(int perSecond, Supplier<Answer> call) {
        var load = new Load();
        load.clock.scheduleAtFixedRate(() -> load.due(call), 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
        return load;
    }

    /** Calls of many that know nothing of each other: they fall due at random times, so that they are not always just beside or between others'. */
    public static Load random(int perSecond, Supplier<Answer> call) {
        var load = new Load();
        load.next(perSecond, call);
        return load;
    }

    private void next(int perSecond, Supplier<Answer> call) {
        double pause = -Math.log(1 - ThreadLocalRandom.current().nextDouble()) / perSecond;
        try {
            clock.schedule(() -> {
                next(perSecond, call);
                due(call);
            }, (long) (pause * TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException _) {
            return; // it is closed
        }
    }

    private void due(Supplier<Answer> call) {
        Instant due = Instant.now();
        if (open.tryAcquire()) {
            callers.execute(() -> {
                calls.add(made(due, call));
                open.release();
            });
        } else {
            calls.add(new Call(due, Duration.ofDays(1), NO_ANSWER));
        }
    }

    private static Call made(Instant due, Supplier<Answer> call) {
        int status = NO_ANSWER;
        try {
            status = call.get().status();
        } catch (AssertionError _) {
            status = NO_ANSWER; // which is what was measured
        }
        return new Call(due, Duration.between(due, Instant.now()), status);
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Call> calls(Instant from, Instant to) {
        return calls.stream().filter(call -> !call.due().isBefore(from) && call.due().isBefore(to)).toList();
    }

    public void await(String what, Duration limit, Predicate<List<Call>> fits) {
        Waiting.until(what, limit, () -> fits.test(calls()));
    }

    /** The time within which 99 of 100 of the calls were answered. */
    public static Duration p99(List<Call> calls) {
        List<Duration> sorted = calls.stream().map(Call::took).sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }

    /** Ends when every call is answered. */
    @Override
    public void close() {
        clock.close();
        callers.close();
    }
}
