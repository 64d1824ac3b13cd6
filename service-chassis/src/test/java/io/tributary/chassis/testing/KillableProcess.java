package io.tributary.chassis.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A JVM with the test's own classes that says when it has reached its crash point, as the test that ends it sees it. */
public record KillableProcess(Process process, Queue<String> said) implements AutoCloseable {
    public static final String REACHED = "reached the crash point";
    public static final String COMMITTED = "committed after it was let go";
    public static final String NOT_COMMITTED = "could not commit after it was let go";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

    /** Runs the class; {@code property} is a system property as on the command line. */
    public static KillableProcess start(Class<?> main, String property, List<String> arguments) {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-D" + property, "-cp", System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var started = new KillableProcess(process, new ConcurrentLinkedQueue<>());
            Thread.ofPlatform().daemon().name("output of " + process.pid()).start(started::listen);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the process itself, at its crash point, where it is killed. */
    public static void standStill() {
        while (waitToBeLetGo()) {
            // nobody lets it go
        }
    }

    /** In the process itself, at its crash point: true once it may go on, false if nobody is left to say so. */
    public static boolean waitToBeLetGo() {
        System.out.println(REACHED);
        try {
            return System.in.read() >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add(e.toString());
        }
    }

    /** Waits until it is at its crash point. */
    public KillableProcess reached() {
        await("reaches its crash point", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the process ended: " + said);
            }
            return said.contains(REACHED);
        });
        return this;
    }

    /** Kill -9. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Stops the process as it stands, as a long pause of its machine would. */
    public void stop() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets a stopped process run on from its crash point, and returns what became of its transaction. */
    public String letGo() throws IOException, InterruptedException {
        signal("-CONT");
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        await("went on", () -> outcome().isPresent());
        return outcome().orElseThrow();
    }

    private Optional<String> outcome() {
        return said.stream().filter(List.of(COMMITTED, NOT_COMMITTED)::contains).findFirst();
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within %s: the process %s, it said %s".formatted(LIMIT, what, said));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor() != 0) {
            throw new IllegalStateException("no signal " + name + " to " + process.pid());
        }
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
