package io.tributary.servers.kafka;

import io.tributary.servers.files.Secrets;
import io.tributary.servers.process.ServerMain;
import java.nio.file.Path;
import java.util.List;

/**
 * The broker as a process of its own. Arguments are the data folder, the port and the controller's port; for a guarded one also the folder
 * of the passwords and the rights of each service.
 */
public final class KafkaMain {
    private static final int PORTS_END = 3;

    private KafkaMain() {}

    public static void main(String[] arguments) {
        ServerMain.run(() -> {
            KafkaServer server = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]),
                    List.of(arguments).subList(PORTS_END, arguments.length));
            return new ServerMain.Running(server, server.port());
        });
    }

    private static KafkaServer start(Path folder, int port, int controllerPort, List<String> guard) {
        if (guard.isEmpty()) {
            return KafkaServer.start(folder, port, controllerPort);
        }
        List<TopicRights> rights = guard.stream().skip(1).map(TopicRights::parse).toList();
        return KafkaServer.startGuarded(folder, port, controllerPort, new KafkaAccess(new Secrets(Path.of(guard.getFirst())), rights));
    }
}
