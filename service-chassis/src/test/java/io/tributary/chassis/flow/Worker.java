package io.tributary.chassis.flow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A process of {@link WorkerMain}, as the test that ends it sees it. */
record Worker(Process process, Queue<String> said) implements AutoCloseable {
    static final String REACHED = "reached the crash point";
    static final String COMMITTED = "committed after it was let go";
    static final String NOT_COMMITTED = "could not commit after it was let go";
    private static final Duration STARTED = Duration.ofSeconds(60);

    static Worker start(CrashPoint point, String owner, Owner database, Duration claim, String connectionOptions) {
        var source = database.dataSource();
        var url = source.getJdbcUrl() + (source.getJdbcUrl().contains("?") ? "&" : "?") + "options=" + connectionOptions;
        try {
            var process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx128m",
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-D" + Owner.BROKER + "=" + Owner.broker(), "-cp",
                    System.getProperty("java.class.path"), WorkerMain.class.getName(), point.name(), owner,
                    Long.toString(claim.toMillis()), url, source.getUsername(), source.getPassword()).redirectError(
                            ProcessBuilder.Redirect.DISCARD).start();
            var worker = new Worker(process, new ConcurrentLinkedQueue<>());
            Thread.ofPlatform().daemon().name("output of " + process.pid()).start(worker::listen);
            return worker;
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

    Worker reached() {
        Flow.await("the worker reaches its crash point, it said " + said, STARTED, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the worker ended: " + said);
            }
            return said.contains(REACHED);
        });
        return this;
    }

    /** Kill -9. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Stops the process as it stands, as a long pause of its machine would. */
    void stop() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets a stopped process run on from its crash point, and returns what became of its transaction. */
    String letGo() throws IOException, InterruptedException {
        signal("-CONT");
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        Flow.await("the worker went on, it said " + said, STARTED, () -> outcome().isPresent());
        return outcome().orElseThrow();
    }

    private Optional<String> outcome() {
        return said.stream().filter(List.of(COMMITTED, NOT_COMMITTED)::contains).findFirst();
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
