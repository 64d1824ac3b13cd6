package io.tributary.eventstore.crash;

import com.mongodb.client.MongoClients;
import io.tributary.servers.mongo.MongoMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints come so often that most kills fall into one. */
class MongoCrashIT extends CrashContract {
    private static final int MILLIS_BETWEEN_CHECKPOINTS = 20;

    @TempDir Path data;
    private int port;
    private @Nullable Process server;

    @Override
    Engine engine() {
        if (server == null) {
            port = freePort();
            start();
        }
        return Engine.mongo(url(), "orders");
    }

    private String url() {
        return "mongodb://127.0.0.1:" + port;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start() {
        try {
            server = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-XX:TieredStopAtLevel=1",
                    "-cp", System.getProperty("java.class.path"), MongoMain.class.getName(), data.toString(), Integer.toString(port),
                    Integer.toString(MILLIS_BETWEEN_CHECKPOINTS)).redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(
                            ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        try (var client = MongoClients.create(url())) { // as patient as a client is by default: a busy machine starts it in seconds
            client.getDatabase("admin").runCommand(new Document("ping", 1));
        }
    }

    @Override
    void killServer() throws InterruptedException {
        stopServer();
        start();
    }

    @AfterEach
    void stopServer() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }
}
