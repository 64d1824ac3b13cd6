package io.tributary.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.parts.Layout;
import io.tributary.platform.parts.Topology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract of the topics, compared with every record that stands on them once each published event has happened. */
@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
class PublishedEventsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int OWNERS = 3;
    private static final int FIRST_OWNER = 1;
    private final Platform platform;
    private final Http shop;

    PublishedEventsIT(Platform platform) {
        this.platform = platform;
        this.shop = platform.gateway();
    }

    @Test
    void every_record_is_a_message_of_the_contract_and_every_message_is_seen() {
        everythingHappens();
        var contract = new Contract("topics", shop.get("/asyncapi").json());
        List<ConsumerRecord<byte[], byte[]>> records = records(contract.document());
        var seen = new TreeSet<String>();
        for (var record : records) {
            JsonNode headers = headers(record);
            String name = headers.path("ce_dataschema").asString().replace("/", ".v");
            JsonNode message = contract.document().at("/components/messages").path(name);
            assertThat(SchemaCheck.faults(contract, message.path("headers"), headers)).as(name).isEmpty();
            assertThat(SchemaCheck.faults(contract, message.path("payload"), JSON.readTree(record.value()))).as(name).isEmpty();
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(headers.path("ce_subject").asString());
            seen.add(name);
        }
        assertThat(seen).isEqualTo(contract.document().at("/components/messages").properties().stream().filter(
                message -> message.getValue().path("summary").asString().equals("Written by this build")).map(Map.Entry::getKey).collect(
                        Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void the_contract_of_the_topics_is_that_of_their_owners() {
        JsonNode all = shop.get("/asyncapi").json();
        var channels = new TreeSet<String>();
        for (int offset = FIRST_OWNER; offset < FIRST_OWNER + OWNERS; offset++) {
            JsonNode own = platform.service(offset).get("/asyncapi").json();
            own.path("channels").properties().forEach(channel -> {
                assertThat(all.path("channels").path(channel.getKey())).isEqualTo(channel.getValue());
                channels.add(channel.getValue().path("address").asString());
            });
        }
        assertThat(channels).hasSize(OWNERS);
        assertThat(all.path("channels")).hasSize(OWNERS);
    }

    private void everythingHappens() {
        String user = shop.post("/users", "{\"name\":\"Ada\",\"email\":\"%s@example.org\"}".formatted(UUID.randomUUID())).text("/userId");
        shop.put("/users/" + user + "/name", "{\"name\":\"Ada King\"}");
        shop.put("/users/" + user + "/email", "{\"email\":\"%s@example.org\"}".formatted(UUID.randomUUID()));
        String shipped = confirmed(user);
        shop.post("/orders/" + shipped + "/shipment", "{\"trackingNumber\":\"T-1\"}");
        String payment = paid(shipped, "CAPTURED");
        shop.post("/payments/" + payment + "/refunds", "{\"amount\":\"1.00\",\"reason\":\"damaged\"}");
        String cancelled = confirmed(user);
        shop.post("/orders/" + cancelled + "/cancellation", "{\"reason\":\"changed my mind\"}");
        paid(cancelled, "VOIDED");
        paid(Listeners.placed(shop, user, "card-declined"), "DECLINED");
        shop.post("/users/" + user + "/deactivation", "{\"reason\":\"left\"}");
        var back = shop.post("/users/" + user + "/reactivation", "");
        shop.get("/views/customers/" + user + "/dashboard", "Prefer", "wait=10", "Consistency-Token", back.header("Consistency-Token"));
        shop.await("/operations/publications", SOON, answer -> answer.json().path("items").valueStream().allMatch(
                publication -> publication.path("lag").asLong() == 0));
    }

    private String confirmed(String user) {
        String order = Listeners.placed(shop, user, "card-visa");
        shop.await("/orders/" + order, SOON, answer -> answer.text("/status").equals("CONFIRMED"));
        return order;
    }

    private String paid(String order, String status) {
        return shop.await("/payments?orderId=" + order, SOON, answer -> answer.text("/items/0/status").equals(status)).text(
                "/items/0/paymentId");
    }

    /** All there are on the topics that the contract names, read as committed. */
    private List<ConsumerRecord<byte[], byte[]>> records(JsonNode contract) {
        Set<String> topics = contract.path("channels").valueStream().map(channel -> channel.path("address").asString()).collect(
                Collectors.toSet());
        var layout = new Layout(Path.of("..").toAbsolutePath().normalize(), platform.dataDir(), platform.portBase(),
                Topology.PRIVATE_SCHEMAS, Set.of(), false);
        Map<String, Object> login = layout.kafkaAccess().login(layout.kafkaServers(), "projections");
        login.put("isolation.level", "read_committed");
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(login, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream().flatMap(topic -> consumer.partitionsFor(topic).stream()).map(
                    part -> new TopicPartition(part.topic(), part.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(records::add);
            }
        }
        return records;
    }

    private static JsonNode headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = JSON.createObjectNode();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
