package io.tributary.servers.mongo;

import io.tributary.servers.process.ServerMain;
import java.nio.file.Path;
import java.time.Duration;

/** The server as a process of its own: arguments are the data folder, the port and, optionally, the milliseconds between checkpoints. */
public final class MongoMain {
    private MongoMain() {}

    public static void main(String[] arguments) {
        ServerMain.run(() -> {
            Duration interval = arguments.length > 2 ? Duration.ofMillis(Long.parseLong(arguments[2])) : MongoServer.CHECKPOINT_INTERVAL;
            MongoServer server = MongoServer.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), interval);
            server.broken().thenAccept(cause -> Runtime.getRuntime().halt(1));
            return new ServerMain.Running(server, server.port());
        });
    }
}
