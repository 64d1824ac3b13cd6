package io.tributary.servers.kafka;

import java.nio.file.Path;
import java.util.Properties;

/** The broker's settings: one node, everything on loopback. */
final class KafkaSettings {
    private KafkaSettings() {}

    static Properties of(Path folder, int port, int controllerPort) {
        Properties settings = new Properties();
        listeners(settings, port, controllerPort);
        settings.setProperty("log.dirs", folder.toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        onOneNode(settings);
        small(settings);
        return settings;
    }

    /**
     * The same with every listener asking for a password and an access list that allows what was allowed to someone and nothing else. The
     * administrator's password stands in the settings, since a broker that was made without one must learn it somehow.
     */
    static Properties guarded(Path folder, int port, int controllerPort, KafkaAccess access) {
        Properties settings = of(folder, port, controllerPort);
        String administrator = KafkaAccess.PLAIN + " username=\"" + KafkaAccess.ADMINISTRATOR + "\" password=\""
                + access.password(KafkaAccess.ADMINISTRATOR) + "\" user_" + KafkaAccess.ADMINISTRATOR + "=\""
                + access.password(KafkaAccess.ADMINISTRATOR) + "\";";
        settings.setProperty("listener.security.protocol.map", "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        settings.setProperty("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.setProperty("sasl.mechanism.controller.protocol", "PLAIN");
        settings.setProperty("listener.name.clients.sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        settings.setProperty("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        settings.setProperty("listener.name.clients.plain.sasl.jaas.config", administrator);
        settings.setProperty("listener.name.controller.plain.sasl.jaas.config", administrator);
        settings.setProperty("listener.name.clients.scram-sha-512.sasl.jaas.config", KafkaAccess.SCRAM + ";");
        settings.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.setProperty("allow.everyone.if.no.acl.found", "false");
        settings.setProperty("super.users", "User:" + KafkaAccess.ADMINISTRATOR);
        return settings;
    }

    private static void listeners(Properties settings, int port, int controllerPort) {
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
        settings.setProperty("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "CLIENTS");
        // After a kill, the broker comes back only when its old registration has lapsed: 9 s by default.
        settings.setProperty("broker.session.timeout.ms", "1500");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
    }

    private static void onOneNode(Properties settings) {
        settings.setProperty("default.replication.factor", "1");
        settings.setProperty("min.insync.replicas", "1");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "1");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "1");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
    }

    /** Threads and buffers for a developer's machine. */
    private static void small(Properties settings) {
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        settings.setProperty("log.segment.bytes", "67108864");
    }
}
