package io.tributary.servers.kafka;

import io.tributary.servers.process.Ports;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker and controller inside this virtual machine, on loopback, one node. Topics and records survive a restart and a kill of
 * the process; records are not flushed one by one, so a power cut may lose the newest.
 */
public final class KafkaServer implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;

    private KafkaServer(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts a broker on the port, or on a free one for 0, and returns when it takes connections. */
    public static KafkaServer start(Path dataDir, int port) {
        return start(dataDir, port == 0 ? Ports.free() : port, Ports.free());
    }

    public static KafkaServer start(Path dataDir, int port, int controllerPort) {
        Path folder = dataDir.toAbsolutePath();
        return start(folder, port, KafkaSettings.of(folder, port, controllerPort));
    }

    /** Starts a broker that lets in only whom it is told to, and returns when it knows them; its data may come from one that let everyone in. */
    public static KafkaServer startGuarded(Path dataDir, int port, int controllerPort, KafkaAccess access) {
        Path folder = dataDir.toAbsolutePath();
        KafkaServer server = start(folder, port, KafkaSettings.guarded(folder, port, controllerPort, access));
        try {
            access.ensure(server.bootstrapServers());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static KafkaServer start(Path folder, int port, Properties settings) {
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        return new KafkaServer(server, port);
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    // The formatter declares Exception; whatever it throws, there is no broker.
    private static void format(Path folder) {
        String directory = folder.toString();
        try {
            Files.createDirectories(folder);
            new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(1).setControllerListenerName(
                    "CONTROLLER").setMetadataLogDirectory(directory).setDirectories(List.of(directory)).setIgnoreFormatted(
                            true).setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)).run();
        } catch (Exception e) {
            throw new IllegalStateException("The Kafka folder " + folder + " could not be formatted", e);
        }
    }
}
