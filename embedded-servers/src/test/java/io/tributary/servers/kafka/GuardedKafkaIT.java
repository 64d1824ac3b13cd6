package io.tributary.servers.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.servers.files.Secrets;
import io.tributary.servers.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that let everyone in, with records in it, is guarded from its next start on. */
class GuardedKafkaIT {
    private static final List<TopicRights> RIGHTS = List.of(new TopicRights("user-service", "user", List.of()),
            new TopicRights("order-service", "order", List.of("user")));
    private static final int CONTROLLER = Ports.free();
    @TempDir private static Path folder;
    private static KafkaAccess access;
    private static KafkaServer server;

    @BeforeAll
    static void start() throws Exception {
        Path data = folder.resolve("kafka");
        try (KafkaServer open = KafkaServer.start(data, 0)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", open.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic("user.events", 1, (short) 1))).all().get();
            }
            publish(Map.of("bootstrap.servers", open.bootstrapServers()), "user", "user.events");
        }
        access = new KafkaAccess(new Secrets(folder.resolve("secrets")), RIGHTS);
        server = KafkaServer.startGuarded(data, Ports.free(), CONTROLLER, access);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void an_owner_makes_and_writes_its_topics_and_others_read_them_if_they_may() throws Exception {
        createTopic("user-service", "user.events.2");
        publish(as("user-service"), "user", "user.events");
        assertThat(read("order-service", "user.events", 2)).containsExactly("user.events", "user.events");
        assertThatThrownBy(() -> createTopic("order-service", "user.events.3")).hasCauseInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> createTopic("order-service", "anything")).hasCauseInstanceOf(AuthorizationException.class);
        createTopic("order-service", "order.events");
        assertThatThrownBy(() -> publish(as("order-service"), "order", "user.events")).hasMessageContaining("user.events");
        assertThatThrownBy(() -> read("user-service", "order.events", 1)).isInstanceOf(AuthorizationException.class);
    }

    @Test
    void the_transactional_id_of_another_cannot_be_used_to_fence_it() {
        assertThatThrownBy(() -> publish(as("order-service"), "user", "order.events")).isInstanceOf(
                TransactionalIdAuthorizationException.class);
    }

    @Test
    void nobody_gets_in_without_a_password_on_either_port() {
        Map<String, Object> guess = new HashMap<>(as("user-service"));
        guess.put("sasl.jaas.config", KafkaAccess.SCRAM + " username=\"user-service\" password=\"guess\";");
        assertThatThrownBy(() -> topics(guess)).hasCauseInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> topics(Map.of("bootstrap.servers", server.bootstrapServers()))).hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> topics(Map.of("bootstrap.controllers", "127.0.0.1:" + CONTROLLER))).hasCauseInstanceOf(
                TimeoutException.class);
    }

    @Test
    void a_broker_that_is_started_again_keeps_what_an_administrator_allowed() {
        assertThatCode(() -> access.ensure(server.bootstrapServers())).doesNotThrowAnyException();
    }

    @Test
    void rights_stand_on_a_command_line_as_text() {
        assertThat(RIGHTS).allSatisfy(rights -> assertThat(TopicRights.parse(rights.text())).isEqualTo(rights));
    }

    private static Map<String, Object> as(String service) {
        return access.login(server.bootstrapServers(), service);
    }

    private static void topics(Map<String, Object> client) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("default.api.timeout.ms", 2_000);
        settings.put("request.timeout.ms", 1_000);
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get();
        }
    }

    private static void createTopic(String service, String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(as(service))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void publish(Map<String, Object> client, String transactionalId, String topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("transactional.id", transactionalId);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, topic));
            producer.commitTransaction();
        }
    }

    private static List<String> read(String service, String topic, int count) {
        Map<String, Object> settings = new HashMap<>(as(service));
        settings.put("isolation.level", "read_committed");
        List<String> read = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (read.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    read.add(record.value());
                }
            }
        }
        return read;
    }
}
