package io.tributary.platform.kafka;

import io.tributary.platform.process.ServerMain;
import java.nio.file.Path;

/** The broker as a process of its own: arguments are the data folder, the port and the controller's port. */
public final class KafkaMain {
    private KafkaMain() {}

    public static void main(String[] arguments) {
        ServerMain.run(() -> {
            KafkaServer server = KafkaServer.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            return new ServerMain.Running(server, server.port());
        });
    }
}
