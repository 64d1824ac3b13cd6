package io.tributary.acceptance.access;

import com.mongodb.client.MongoClients;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Topology;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;
import org.bson.types.Binary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in the owners' stores and on their topics, read as their files and credentials allow. */
final class Logs {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MONGODB_PORT = 13;
    private static final Duration POLL = Duration.ofMillis(500);
    private final Platform platform;
    private final Layout layout;

    Logs(Platform platform) {
        this.platform = platform;
        this.layout = new Layout(Path.of("..").toAbsolutePath().normalize(), platform.dataDir(), platform.portBase(),
                Topology.PRIVATE_SCHEMAS, Set.of(), false);
    }

    record Noted(String id, String type, String aggregate, JsonNode metadata) {
        String told(String name) {
            return metadata.path(name).asString("");
        }
    }

    List<Noted> inPostgres(String service) throws SQLException {
        var database = Objects.requireNonNull(layout.logins().get(service)).runTime();
        var events = new ArrayList<Noted>();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select event_id, event_type, aggregate_id, metadata from event_log")) {
            while (row.next()) {
                events.add(new Noted(row.getString(1), row.getString(2), row.getString(3), JSON.readTree(row.getBytes(4))));
            }
        }
        return events;
    }

    List<Noted> inMongo() {
        var events = new ArrayList<Noted>();
        try (var mongo = MongoClients.create("mongodb://127.0.0.1:" + (platform.portBase() + MONGODB_PORT))) {
            for (Document commit : mongo.getDatabase("order_service").getCollection("commit_log").find()) {
                for (Document event : commit.getList("e", Document.class)) {
                    ByteBuffer id = ByteBuffer.wrap(event.get("i", Binary.class).getData());
                    events.add(new Noted(new UUID(id.getLong(), id.getLong()).toString(), event.getString("t"), event.getString("a"),
                            JSON.readTree(event.get("m", Binary.class).getData())));
                }
            }
        }
        return events;
    }

    /** What the topics hold now, as projections, who may read them all, finds it. */
    List<Noted> onTopics() {
        Map<String, Object> login = layout.kafkaAccess().login(layout.kafkaServers(), "projections");
        var events = new ArrayList<Noted>();
        try (var consumer = new KafkaConsumer<>(login, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream().flatMap(List::stream).filter(
                    part -> part.topic().contains(".events")).map(part -> new TopicPartition(part.topic(), part.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(record -> events.add(noted(record)));
            }
        }
        return events;
    }

    private static Noted noted(ConsumerRecord<byte[], byte[]> record) {
        return new Noted(header(record, "ce_id"), header(record, "ce_type"), header(record, "ce_subject"),
                JSON.readTree(header(record, "metadata")));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
