package io.tributary.platform.mongo;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server that speaks MongoDB's protocol, inside this virtual machine, on loopback, with its data in the folder. It has no
 * authentication, transactions or change streams. Data survives {@link #close}; a kill of the process loses the newest writes.
 */
public final class MongoServer implements AutoCloseable {
    private final de.bwaldvogel.mongo.MongoServer server;
    private final int port;

    private MongoServer(de.bwaldvogel.mongo.MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts the server on the port, or on a free one for 0, and returns when it takes connections. */
    public static MongoServer start(Path dataDir, int port) {
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + dataDir + " could not be made", e);
        }
        var server = new de.bwaldvogel.mongo.MongoServer(new H2Backend(dataDir.toAbsolutePath().resolve("store.mv").toString()));
        server.bind(new InetSocketAddress("127.0.0.1", port));
        return new MongoServer(server, server.getLocalAddress().getPort());
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
