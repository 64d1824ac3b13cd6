package io.tributary.servers.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.servers.process.Ports;
import io.tributary.servers.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
    private static final TopicPartition TOPIC = new TopicPartition("user.events", 0);

    @TempDir private Path folder;

    @Test
    void committed_transactions_survive_a_kill_and_aborted_ones_are_never_read() throws Exception {
        try (ServerProcess first = start()) {
            createTopic(first.port());
            publish(first.port(), "first", true);
            publish(first.port(), "aborted", false);
            first.kill();
        }
        try (KafkaServer second = KafkaServer.start(folder, 0)) {
            publish(second.port(), "second", true);
            assertThat(read(second.port(), 2)).containsExactly("first", "second");
        }
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(KafkaMain.class, folder.toString(), "" + Ports.free(), "" + Ports.free());
    }

    private static void createTopic(int port) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            admin.createTopics(List.of(new NewTopic(TOPIC.topic(), 1, (short) 1))).all().get();
        }
    }

    private static void publish(int port, String text, boolean commit) {
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + port, "transactional.id", "user");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC.topic(), text));
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.flush();
                producer.abortTransaction();
            }
        }
    }

    private static List<String> read(int port, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:" + port, "isolation.level", "read_committed");
        List<String> read = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
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
