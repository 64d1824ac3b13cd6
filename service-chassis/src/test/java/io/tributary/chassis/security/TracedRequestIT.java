package io.tributary.chassis.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.chassis.processing.Reactions;
import io.tributary.chassis.publishing.PublicationList;
import io.tributary.chassis.sample.ParcelCommand.SendParcel;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.chassis.testing.EmbeddedServers.WithKafka;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import io.tributary.chassis.testing.Eventually;
import io.tributary.eventstore.CommitLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** From a request into its event, from there to the topic, and on into what a policy does because of the event. */
@SpringBootTest(classes = {ParcelService.class,
        TracedRequestIT.SendingWhatIsPacked.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
                "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis",
                "tributary.owner=traced"})
@ContextConfiguration(initializers = {WithPostgres.class, WithKafka.class})
class TracedRequestIT {
    private static final String PACK = "{\"label\":\"a\",\"worth\":{\"amount\":\"25.00\",\"currency\":\"EUR\"},\"stamps\":[]}";
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String STATE = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";
    private static final Map<String, String> TRACE = Map.of("traceparent", PARENT, "tracestate", STATE);
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {
    };
    @Autowired private CommitLog log;
    @LocalServerPort private int port;

    static class SendingWhatIsPacked {
        @Bean
        @Primary
        PublicationList traced() {
            return new PublicationList("traced", Set.of(ParcelPacked.class, ParcelSent.class));
        }

        @Bean
        PolicyDefinition sending(Reactions reactions) {
            return new PolicyDefinition("when-packed-then-send", EventSource.topics("traced"), new WhenPackedThenSend(reactions));
        }
    }

    static final class WhenPackedThenSend {
        private final Reactions reactions;

        WhenPackedThenSend(Reactions reactions) {
            this.reactions = reactions;
        }

        @EventHandler
        void on(ParcelPacked event, EventMessage<?> cause) {
            reactions.send(cause, new SendParcel(event.parcelId()));
        }
    }

    private String pack(String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/parcels")).header("Content-Type",
                "application/json").POST(BodyPublishers.ofString(PACK));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (var http = HttpClient.newHttpClient()) {
            var location = http.send(request.build(), BodyHandlers.discarding()).headers().firstValue("Location").orElseThrow();
            return location.substring("/parcels/".length());
        }
    }

    /** Metadata of the parcel's two events: it was packed by the request, and sent because of that. */
    private List<Map<String, String>> metadata(String parcel) {
        Eventually.eventually(() -> assertThat(log.readAggregate(parcel, 0, 10)).hasSize(2));
        return log.readAggregate(parcel, 0, 10).stream().map(
                stored -> JsonMapper.shared().readValue(stored.event().metadata(), TEXTS)).toList();
    }

    /** Trace headers of the parcel's records. */
    private static List<Map<String, String>> onTopic(String parcel) {
        var partitions = IntStream.range(0, TopicName.PARTITIONS).mapToObj(i -> new TopicPartition("traced.events", i)).toList();
        var result = new ArrayList<Map<String, String>>();
        try (var reader = new KafkaConsumer<>(Map.of("bootstrap.servers", EmbeddedServers.kafka().bootstrapServers(), "isolation.level",
                "read_committed"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Eventually.eventually(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (parcel.equals(text(record, "ce_subject"))) {
                        result.add(trace(record));
                    }
                });
                assertThat(result).hasSize(2);
            });
        }
        return result;
    }

    private static Map<String, String> trace(ConsumerRecord<byte[], byte[]> record) {
        var trace = new HashMap<String, String>();
        TRACE.keySet().stream().filter(name -> record.headers().lastHeader(name) != null).forEach(
                name -> trace.put(name, text(record, name)));
        return trace;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    @Test
    void is_found_in_its_events_on_the_topic_and_in_what_follows() throws Exception {
        String traced = pack("traceparent", PARENT, "tracestate", STATE);
        String plain = pack();
        var events = metadata(traced);
        assertThat(events).allSatisfy(metadata -> assertThat(metadata).containsAllEntriesOf(TRACE));
        assertThat(events.get(1)).containsKey("cause");
        assertThat(onTopic(traced)).containsExactly(TRACE, TRACE);
        // Beside the trace an event carries what one without it carries.
        var without = metadata(plain);
        for (int i = 0; i < 2; i++) {
            var names = new ArrayList<>(without.get(i).keySet());
            names.addAll(TRACE.keySet());
            assertThat(events.get(i)).containsOnlyKeys(names);
        }
    }

    @Test
    void without_a_trace_or_with_one_that_is_none_has_none() throws Exception {
        for (String parcel : List.of(pack(), pack("tracestate", "rojo=1"), pack("traceparent", "00-1-2-01", "tracestate", "rojo=1"))) {
            assertThat(metadata(parcel)).allSatisfy(metadata -> assertThat(metadata).doesNotContainKeys("traceparent", "tracestate"));
            assertThat(onTopic(parcel)).containsExactly(Map.of(), Map.of());
        }
    }
}
