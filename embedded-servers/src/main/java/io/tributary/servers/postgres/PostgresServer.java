package io.tributary.servers.postgres;

import io.tributary.servers.files.LogTail;
import io.tributary.servers.process.Ports;
import io.tributary.servers.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL 18 server as a child process, on loopback, durable: what it acknowledged survives {@link #kill}. Its files, its
 * passwords and its log are under the data directory.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 20;
    private static final int POLL_MILLIS = 10;
    private static final int LOG_LINES = 15;
    private static final String LOG = "postgres.log";

    private final PostgresDirectory directory;
    private final int port;
    private final Process process;
    private final Thread killOnExit;

    private PostgresServer(PostgresDirectory directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
        this.killOnExit = new Thread(process::destroyForcibly, "postgres-at-exit");
        Runtime.getRuntime().addShutdownHook(killOnExit);
    }

    /** Starts the server on the port, or on a free one for 0, and returns when it takes connections. */
    public static PostgresServer start(Path dataDir, int port) {
        var directory = new PostgresDirectory(PostgresBinaries.unpacked(), dataDir.toAbsolutePath());
        int chosen = port == 0 ? Ports.free() : port;
        try {
            directory.prepare();
            Path log = directory.folder().resolve(LOG);
            Process process = new ProcessBuilder(directory.serverCommand(chosen)).redirectErrorStream(true).redirectOutput(
                    ProcessBuilder.Redirect.appendTo(log.toFile())).start();
            process.getOutputStream().close();
            var server = new PostgresServer(directory, chosen, process);
            server.awaitReady(log);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + dataDir, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL started in " + dataDir, e);
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** The service's own schema, made if missing, as the role that owns it. */
    public ServiceDatabase ensureSchema(String service) {
        return logins(service).owner();
    }

    /** Both logins of the service to its own schema; what is missing is made. */
    public ServiceLogins logins(String service) {
        return roles().ensureSchema(service);
    }

    public PostgresRoles roles() {
        return new PostgresRoles(port, directory.secrets());
    }

    /** What the server itself says of its work. */
    public Path log() {
        return directory.folder().resolve(LOG);
    }

    /** Has each statement of the role's later connections written to the server's log. */
    public StatementLog logStatementsOf(String role) {
        roles().logStatementsOf(role);
        return new StatementLog(log(), role);
    }

    /** From now on its holder has to close it, after all that needs it: the end of this virtual machine alone leaves it running. */
    public PostgresServer endedByItsHolder() {
        Runtime.getRuntime().removeShutdownHook(killOnExit);
        return this;
    }

    /** Ends the server with SIGKILL, with no chance to save anything; returns when its data directory can be opened again. */
    public void kill() {
        List<ProcessHandle> backends = process.descendants().toList();
        process.destroyForcibly();
        process.onExit().join();
        backends.forEach(backend -> backend.onExit().join()); // they leave by themselves when their parent is gone
    }

    /** Stops the server: open connections are cut, nothing acknowledged is lost. */
    @Override
    public void close() {
        try {
            Signals.interrupt(process.pid());
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(killOnExit);
        } catch (IllegalStateException e) {
            // the virtual machine is going down: the hook runs or has run
        }
    }

    private void awaitReady(Path log) throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!directory.isReady(process.pid())) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException(
                        "PostgreSQL did not start on port " + port + ". Its log says:\n" + String.join("\n", LogTail.of(log, LOG_LINES)));
            }
        }
    }
}
