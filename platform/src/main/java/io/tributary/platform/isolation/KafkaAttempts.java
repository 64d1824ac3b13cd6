package io.tributary.platform.isolation;

import io.tributary.servers.kafka.KafkaAccess;
import io.tributary.servers.kafka.TopicRights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Tries what each service may not do on the broker. What is let through leaves nothing behind: records are written in a transaction that is
 * aborted, topics and settings are only validated; but the publisher whose transactional id is let through has to open its own again.
 */
final class KafkaAttempts {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String BROKER = "the broker";

    private final String bootstrapServers;
    private final KafkaAccess access;
    private final List<Finding> findings = new ArrayList<>();

    KafkaAttempts(String bootstrapServers, KafkaAccess access) {
        this.bootstrapServers = bootstrapServers;
        this.access = access;
    }

    List<Finding> findings() {
        for (TopicRights service : access.rights()) {
            try (Admin admin = Admin.create(bounded(access.login(bootstrapServers, service.service())))) {
                for (TopicRights other : access.rights()) {
                    if (other != service) {
                        tryForeign(admin, service, other);
                    }
                }
                tryBroker(admin, service.service());
            }
        }
        tryWithoutPassword();
        return findings;
    }

    private void tryForeign(Admin admin, TopicRights service, TopicRights other) {
        String who = service.service();
        String whose = other.service();
        attempt(who, whose, "use its group", () -> admin.listConsumerGroupOffsets(whose).partitionsToOffsetAndMetadata().get());
        attempt(who, whose, "use its transactional id", () -> opened(who, whose + ".intruder"));
        if (other.owned().isEmpty()) {
            return;
        }
        String topic = TopicRights.topic(other.owned());
        attempt(who, whose, "use its transactional id", () -> opened(who, other.owned()));
        attempt(who, whose, "write its topic", () -> written(who, topic));
        attempt(who, whose, "make its topic", () -> admin.createTopics(List.of(new NewTopic(topic + ".999999", 1, (short) 1)),
                new CreateTopicsOptions().validateOnly(true)).all().get());
        attempt(who, whose, "delete its records",
                () -> admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(0))).all().get());
        attempt(who, whose, "set its topic's retention", () -> admin.incrementalAlterConfigs(
                Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), retention()), new AlterConfigsOptions().validateOnly(
                        true)).all().get());
        if (!service.reads().contains(other.owned())) {
            attempt(who, whose, "read its topic", () -> read(who, topic));
        }
    }

    private void tryBroker(Admin admin, String who) {
        attempt(who, BROKER, "make another topic", () -> admin.createTopics(List.of(new NewTopic("intruder", 1, (short) 1)),
                new CreateTopicsOptions().validateOnly(true)).all().get());
        attempt(who, BROKER, "administrate", () -> admin.describeAcls(AclBindingFilter.ANY).values().get());
        attempt(who, BROKER, "administrate", () -> admin.describeUserScramCredentials().all().get());
        attempt(who, BROKER, "administrate", () -> admin.describeLogDirs(List.of(1)).allDescriptions().get());
    }

    private void tryWithoutPassword() {
        String service = access.rights().getFirst().service();
        Map<String, Object> guess = access.login(bootstrapServers, service);
        guess.put("sasl.jaas.config", String.valueOf(guess.get("sasl.jaas.config")).replace(access.password(service), "guess"));
        attempt("anyone", BROKER, "log in with a wrong password", () -> described(guess));
        try {
            described(Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", 1_000, "request.timeout.ms", 1_000));
            findings.add(Finding.allowed("anyone", BROKER, "use it without a password"));
        } catch (ExecutionException e) {
            findings.add(Finding.refused("anyone", BROKER, "use it without a password", "the broker ended the connection"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(String who, String whose, String what, Callable<?> action) {
        try {
            action.call();
            findings.add(Finding.allowed(who, whose, what));
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
            findings.add(Finding.undecided(who, whose, what, String.valueOf(e)));
        } catch (Exception e) { // whatever a client throws is an answer to be judged
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            Throwable reason = cause.getCause() instanceof AuthorizationException denied ? denied : cause;
            findings.add(reason instanceof AuthorizationException || reason instanceof AuthenticationException
                    ? Finding.refused(who, whose, what, reason.getClass().getSimpleName())
                    : Finding.undecided(who, whose, what, String.valueOf(reason)));
        }
    }

    private String opened(String who, String transactionalId) {
        try (KafkaProducer<byte[], byte[]> producer = producer(who, transactionalId)) {
            producer.initTransactions();
            return transactionalId;
        }
    }

    private long written(String who, String topic) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = producer(who, who + ".intruder")) {
            producer.initTransactions();
            producer.beginTransaction();
            var sent = producer.send(new ProducerRecord<>(topic, 0, null, new byte[0]));
            producer.flush();
            try {
                return sent.get().offset();
            } finally {
                producer.abortTransaction();
            }
        }
    }

    private int read(String who, String topic) {
        try (var consumer = new KafkaConsumer<>(bounded(access.login(bootstrapServers, who)), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            return consumer.poll(PATIENCE).count();
        }
    }

    private static String described(Map<String, Object> client) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(bounded(client))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private KafkaProducer<byte[], byte[]> producer(String who, String transactionalId) {
        Map<String, Object> settings = bounded(access.login(bootstrapServers, who));
        settings.put("transactional.id", transactionalId);
        settings.put("max.block.ms", PATIENCE.toMillis());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> bounded(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.putIfAbsent("default.api.timeout.ms", (int) PATIENCE.toMillis());
        settings.putIfAbsent("request.timeout.ms", (int) PATIENCE.toMillis());
        return settings;
    }

    private static Collection<AlterConfigOp> retention() {
        return List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), AlterConfigOp.OpType.SET));
    }
}
