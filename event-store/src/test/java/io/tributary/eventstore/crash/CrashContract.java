package io.tributary.eventstore.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.fixture.Counters;
import io.tributary.eventstore.log.DenseCommitLog;
import io.tributary.eventstore.log.LogSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is killed: acknowledged is stored, stored was attempted, delivered is stored; no hole and no half commit. */
abstract class CrashContract {
    /** Rounds of each test; more of them with {@code -Devent-store.crash-rounds=20}. */
    private static final int ROUNDS = Integer.getInteger("event-store.crash-rounds", 2);
    private static final int PER_ROUND = 60;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Ledger ledger = new Ledger();
    private final List<CommitLog> opened = new ArrayList<>();
    private Counters counters;
    private Queue<TrackedEventMessage<?>> handled;

    /** The running store; the same one for every call in one test. */
    abstract Engine engine();

    /** Ends the server without warning and starts it again on the same data and port. */
    abstract void killServer() throws Exception;

    @BeforeEach
    void openReader() {
        counters = new Counters();
        handled = counters.process(Counters.store(open()), 2);
    }

    @AfterEach
    void close() {
        counters.close();
        opened.forEach(CommitLog::close);
    }

    private CommitLog open() {
        var log = new DenseCommitLog(engine().open(), LogSettings.defaults());
        opened.add(log);
        return log;
    }

    @Test
    void a_writer_is_killed_under_load() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            killWriter("round" + round);
        }
        assertNothingLost();
    }

    private void killWriter(String name) throws Exception {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx128m", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), WriterMain.class.getName(), name));
        command.addAll(engine().arguments());
        var writer = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var target = ledger.acknowledgements() + PER_ROUND;
        var listening = Thread.ofPlatform().start(() -> listen(writer));
        await("the writer makes progress", () -> ledger.acknowledgements() >= target || !writer.isAlive());
        writer.toHandle().destroyForcibly(); // Process.destroyForcibly would throw away what it had printed
        writer.waitFor();
        listening.join();
        assertThat(ledger.acknowledgements()).isGreaterThanOrEqualTo(target);
    }

    private void listen(Process writer) {
        try (var lines = new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var words = List.of(line.split(" ", -1));
                if (words.size() == 3 && words.getLast().equals(WriterMain.END)) {
                    ledger.tell(words.getFirst(), words.get(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_server_is_killed_under_load() throws Exception {
        var going = new AtomicBoolean(true);
        var writers = new ArrayList<>(Load.start(open(), "one", going::get, ledger::tell));
        writers.addAll(Load.start(open(), "two", going::get, ledger::tell));
        for (int round = 0; round < ROUNDS; round++) {
            var target = ledger.acknowledgements() + PER_ROUND;
            await("the writers make progress", () -> ledger.acknowledgements() >= target);
            killServer();
        }
        var target = ledger.acknowledgements() + PER_ROUND;
        await("the writers go on", () -> ledger.acknowledgements() >= target);
        going.set(false);
        for (var writer : writers) {
            writer.join();
        }
        assertNothingLost();
    }

    private void assertNothingLost() {
        var keys = ledger.assertTrueOf(open());
        await("everything is handled", () -> handled.size() >= keys.size());
        assertThat(handled.stream().map(message -> (DomainEventMessage<?>) message).map(
                event -> event.getAggregateIdentifier() + "#" + event.getSequenceNumber())).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
