package io.tributary.platform.supervisor;

import io.tributary.servers.files.LogTail;
import io.tributary.servers.process.OwnSession;
import io.tributary.servers.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one part running: starts it, waits until it is ready, starts it again when it dies. */
final class Child {
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    /** Between questions whether it is ready: short for those that start fast, longer for those that are busy starting. */
    private static final int FIRST_POLL_MILLIS = 20;
    private static final int LONGEST_POLL_MILLIS = 400;
    private static final int LAST_LINES = 12;

    private final Part part;
    private final Path log;
    private final Announcements announcements;
    private final Runnable changed;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final BackOff backOff = new BackOff();
    private volatile PartState state = PartState.WAITING;
    private volatile @Nullable Process process;
    private volatile boolean restartRequested;
    private volatile CompletableFuture<Void> readyAgain = CompletableFuture.completedFuture(null);
    private volatile int failedStarts;

    Child(Part part, Path log, Announcements announcements, Runnable changed) {
        this.part = part;
        this.log = log;
        this.announcements = announcements;
        this.changed = changed;
    }

    Part part() {
        return part;
    }

    /** Completed when the part is ready for the first time. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    boolean isReady() { return state == PartState.RUNNING; }

    int failedStarts() {
        return failedStarts;
    }

    ProcessStatus status() {
        Process current = process;
        if (current == null || !current.isAlive()) {
            return status(0, Instant.EPOCH);
        }
        return status(current.pid(), current.info().startInstant().orElse(Instant.EPOCH));
    }

    private ProcessStatus status(long pid, Instant startedAt) {
        return new ProcessStatus(part.name(), pid, part.port(), state.text(), startedAt, part.stopSignal().name());
    }

    /** Runs until {@link #stop}; to be called on a thread of its own, when the parts it needs are ready. */
    void keepRunning() {
        try {
            while (!isStopping()) {
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            enter(PartState.STOPPED);
        }
    }

    /** Completed when it is ready the next time; one that does not run at the moment is being started anyway. */
    CompletableFuture<Void> restart() {
        CompletableFuture<Void> again = new CompletableFuture<>();
        readyAgain = again;
        Process current = process;
        if (current != null && current.isAlive()) {
            restartRequested = true;
            askToStop(current);
        }
        return again;
    }

    /** Returns when the process is gone. */
    void stop() {
        Process current;
        synchronized (this) {
            stopping.countDown();
            current = process;
        }
        if (current == null || !current.isAlive()) {
            return;
        }
        askToStop(current);
        try {
            if (!current.waitFor(part.stopWithin().toSeconds(), TimeUnit.SECONDS)) {
                current.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException e) {
            current.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        announcements.stopped(part.name());
    }

    private void runOnce() throws InterruptedException {
        Instant begin = Instant.now();
        enter(state == PartState.WAITING ? PartState.STARTING : PartState.RESTARTING);
        try {
            Part.Started started = start();
            String failure = awaitReady(started);
            if (failure == null) {
                backOff.started();
                announcements.ready(part.name(), started.pid(), part.port(), Duration.between(begin, Instant.now()));
                enter(PartState.RUNNING);
                firstReady.complete(null);
                readyAgain.complete(null);
                failure = awaitEnd(started);
            } else {
                failedStarts++;
            }
            if (failure != null && !isStopping()) {
                pause(failure);
            }
        } catch (Exception e) {
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            killWhatIsLeft();
            failedStarts++;
            pause("could not be started: " + e.getMessage());
        }
    }

    private Part.Started start() throws Exception {
        Part.Launch launch = part.launch();
        Files.createDirectories(log.toAbsolutePath().getParent());
        long offset = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(OwnSession.command(launch.command(), part.niceness())).redirectErrorStream(
                true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        Process started;
        synchronized (this) {
            if (isStopping()) {
                throw new InterruptedException("Stopped before it was started");
            }
            started = builder.start();
            process = started;
        }
        started.getOutputStream().close();
        changed.run();
        return new Part.Started(started.pid(), log, offset);
    }

    /** Nothing when the part is ready, else what happened instead. */
    private @Nullable String awaitReady(Part.Started started) throws Exception {
        Process current = Objects.requireNonNull(process);
        Instant deadline = Instant.now().plus(READY_WITHIN);
        int poll = FIRST_POLL_MILLIS;
        while (!current.waitFor(poll, TimeUnit.MILLISECONDS)) {
            poll = Math.min(LONGEST_POLL_MILLIS, poll + poll / 4);
            if (part.isReady(started)) {
                return null;
            }
            if (Instant.now().isAfter(deadline)) {
                current.destroyForcibly().onExit().join();
                return "was not ready within " + READY_WITHIN.toSeconds() + " s";
            }
        }
        return "ended while starting, " + howItEnded(current);
    }

    /** Nothing when it ended because it was asked to. */
    private @Nullable String awaitEnd(Part.Started started) throws InterruptedException {
        Process current = Objects.requireNonNull(process);
        current.waitFor();
        if (isStopping() || restartRequested) {
            restartRequested = false;
            part.stopped(started);
            return null;
        }
        return "died, " + howItEnded(current);
    }

    private void pause(String failure) throws InterruptedException {
        Duration pause = backOff.next();
        enter(PartState.RESTARTING);
        announcements.failed(part.name(), failure, LogTail.of(log, LAST_LINES), pause);
        stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void askToStop(Process current) {
        try {
            if (part.stopSignal() == Part.StopSignal.INTERRUPT) {
                Signals.interrupt(current.pid());
            } else {
                current.destroy();
            }
        } catch (IOException e) {
            current.destroy();
        } catch (InterruptedException e) {
            current.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private void killWhatIsLeft() {
        Process current = process;
        if (current != null && current.isAlive()) {
            current.destroyForcibly().onExit().join();
        }
    }

    private boolean isStopping() { return stopping.getCount() == 0; }

    private void enter(PartState next) {
        state = next;
        changed.run();
    }

    private static String howItEnded(Process ended) {
        int code = ended.exitValue();
        return code > 128 ? "signal " + (code - 128) : "exit code " + code;
    }
}
