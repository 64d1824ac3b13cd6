package io.tributary.servers.mongo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A server that speaks MongoDB's protocol, inside this virtual machine, on loopback, with its data in the folder: what it acknowledged
 * survives a kill of the process. It is made for development: no authentication, sessions, transactions or change streams, and
 * indexes answer equality and {@code $in} on exactly their fields only.
 */
public final class MongoServer implements AutoCloseable {
    static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);
    /** Each waits for the disk with one connection's change; the waiting is what they share. */
    private static final int WORKERS = 24;

    private final de.bwaldvogel.mongo.MongoServer server;
    private final JournaledBackend backend;
    private final ScheduledExecutorService checkpoints;
    private final int port;

    private MongoServer(de.bwaldvogel.mongo.MongoServer server, JournaledBackend backend) {
        this.server = server;
        this.backend = backend;
        this.port = server.getLocalAddress().getPort();
        this.checkpoints = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("mongo-checkpoint").factory());
    }

    /** Starts the server on the port, or on a free one for 0, and returns when it takes connections. */
    public static MongoServer start(Path dataDir, int port) {
        return start(dataDir, port, CHECKPOINT_INTERVAL);
    }

    static MongoServer start(Path dataDir, int port, Duration checkpointInterval) {
        JournaledBackend backend;
        try {
            backend = JournaledBackend.open(dataDir.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException("The data in " + dataDir + " could not be opened", e);
        }
        var server = new de.bwaldvogel.mongo.MongoServer(backend);
        try {
            server.bind(new InetSocketAddress("127.0.0.1", port), 1, WORKERS);
        } catch (RuntimeException e) {
            throw new IllegalStateException("The MongoDB-compatible server could not listen on port " + port + ": " + e.getMessage(), e);
        }
        var started = new MongoServer(server, backend);
        started.scheduleCheckpoints(checkpointInterval.toMillis());
        return started;
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    /** Completed when the server can no longer keep its promise and only a restart helps. */
    public CompletableFuture<Exception> broken() {
        return backend.broken();
    }

    @Override
    public void close() {
        checkpoints.shutdown();
        server.shutdown();
    }

    private void scheduleCheckpoints(long millis) {
        checkpoints.scheduleWithFixedDelay(backend::checkpoint, millis, millis, TimeUnit.MILLISECONDS);
        checkpoints.scheduleWithFixedDelay(backend::checkpointIfLarge, 1, 1, TimeUnit.SECONDS);
    }
}
