package io.tributary.acceptance.ownservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.acceptance.Http.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing here was set up by the platform: bare servers, what their administrators are told, and a jar with documented variables. What all
 * services do on them together is {@link OwnServersJourneyIT}.
 */
class OwnServersIT {
    private static final String SERVICE = "user-service";
    private static final String TOPIC = "user.events";
    private static final Duration SOON = Duration.ofSeconds(30);
    @TempDir private static Path folder;
    private static OwnServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = new OwnServers(folder);
        servers.start(List.of(SERVICE));
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    @Test
    void a_customer_registers_and_others_may_hear_of_it() {
        Answer registered = servers.http(SERVICE).post("/users", "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}");
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        var settings = servers.administratorOfKafka();
        settings.put("isolation.level", "read_committed");
        try (var reader = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = reader.partitionsFor(TOPIC).stream().map(part -> new TopicPartition(part.topic(), part.partition())).toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            await().atMost(SOON).until(() -> !reader.poll(Duration.ofSeconds(1)).isEmpty());
        }
    }

    @Test
    void who_does_not_trust_the_listener_s_certificate_is_not_answered_and_nobody_is_in_plain_text() {
        servers.assertEncrypted(SERVICE);
    }

    @Test
    void the_database_is_not_believed_with_another_certificate_and_takes_nobody_in_plain_text() throws Exception {
        Certificate other = Certificate.made(folder, "other");
        String password = servers.password("user_service_runtime");
        assertThatThrownBy(() -> DriverManager.getConnection(servers.databaseUrl("user_service", other), "user_service_runtime",
                password)).hasStackTraceContaining("SSL");
        String plain = servers.databaseUrl("user_service", other).replaceAll("sslmode=.*", "sslmode=disable");
        assertThatThrownBy(() -> DriverManager.getConnection(plain, "user_service_runtime", password)).hasMessageContaining(
                "no encryption");
    }

    @Test
    void every_variable_that_was_set_is_documented() throws Exception {
        String documented = Files.readString(Path.of("..", "docs", "how-to.md"));
        for (String service : OwnServers.SERVICES) {
            assertThat(servers.environment(service, "mongodb://").keySet()).allMatch(documented::contains);
        }
    }
}
