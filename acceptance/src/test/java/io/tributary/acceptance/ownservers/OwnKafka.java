package io.tributary.acceptance.ownservers;

import io.tributary.servers.kafka.KafkaAccess;
import io.tributary.servers.process.Ports;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A broker as someone else might run it: encrypted, asking for passwords, with an administrator and nobody else. */
final class OwnKafka implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String address;
    private final Certificate certificate;

    private OwnKafka(KafkaRaftServer server, String address, Certificate certificate) {
        this.server = server;
        this.address = address;
        this.certificate = certificate;
    }

    static OwnKafka started(Path folder, Certificate certificate, String administratorPassword) throws Exception {
        String address = "localhost:" + Ports.free();
        new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(1).setControllerListenerName(
                "CONTROLLER").setMetadataLogDirectory(folder.toString()).setDirectories(List.of(folder.toString())).setPrintStream(
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)).run();
        var settings = new Properties();
        settings.putAll(listeners(folder, address, Ports.free()));
        settings.putAll(guard(certificate, administratorPassword));
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        return new OwnKafka(server, address, certificate);
    }

    private static Map<String, String> listeners(Path folder, String address, int controllerPort) {
        var settings = new HashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "TLS://" + address + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("listener.security.protocol.map", "TLS:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "TLS");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        for (String topic : List.of("transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".min.isr", "1");
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        return settings;
    }

    private static Map<String, String> guard(Certificate certificate, String password) {
        var settings = new HashMap<String, String>();
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.location", certificate.both().toString());
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", certificate.certificate().toString());
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("listener.name.tls.sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        settings.put("listener.name.tls.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\"" + password
                        + "\" user_admin=\"" + password + "\";");
        settings.put("listener.name.tls.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:admin;User:ANONYMOUS"); // the controller's port, which nobody is told, asks for nothing
        return settings;
    }

    String address() {
        return address;
    }

    /** Client settings of its administrator. */
    Map<String, Object> administrator(KafkaAccess access) {
        var login = new HashMap<>(access.administrator(address));
        login.put("security.protocol", "SASL_SSL");
        login.put("ssl.truststore.type", "PEM");
        login.put("ssl.truststore.location", certificate.certificate().toString());
        return login;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
