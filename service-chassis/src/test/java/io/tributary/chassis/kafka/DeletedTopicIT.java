package io.tributary.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventSerializer;
import io.tributary.chassis.events.SnapshotCodec;
import io.tributary.chassis.kafka.StreamAlarm.Kind;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.sample.Label;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelExamples;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.chassis.testing.ForeignOwner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A topic that is gone for longer than a broker takes to start is a loss, whether its reader runs or starts. */
@Timeout(60)
class DeletedTopicIT {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final KafkaClients CLIENTS = new KafkaClients(EmbeddedServers.kafka().bootstrapServers());
    private static final RecordDecoder DECODER = new RecordDecoder(
            new EventSerializer(EventCodec.of(ParcelEvent.class), new SnapshotCodec(List.of())), NoOpEventUpcaster.INSTANCE);
    private final List<RuntimeException> alarms = new ArrayList<>();

    private final class Alarms implements Arrivals {
        @Override
        public void arrived(String partition, long position, Instant time) {}

        @Override
        public void alarmed(RuntimeException alarm) {
            alarms.add(alarm);
        }

        @Override
        public void left(String partition) {}

        @Override
        public void fetched(String partition, long end, long remaining) {}
    }

    private KafkaEventStream reader(TopicToken start, String... owners) {
        var stream = new KafkaEventStream(start, DECODER, new FetchBuffer(1_000_000), new Alarms());
        stream.start("deleted", CLIENTS.reader(), new TopicAssignment(List.of(owners), start, PATIENCE));
        return stream;
    }

    private static ForeignOwner published(String owner) {
        var topic = ForeignOwner.of(owner, ParcelEvent.class);
        topic.publish(new ParcelRelabelled(ParcelExamples.PARCEL, new Label("one")));
        return topic;
    }

    private static void delete(String owner) throws Exception {
        try (var admin = CLIENTS.admin()) {
            admin.deleteTopics(List.of(TopicName.first(owner).text())).all().get();
        }
    }

    private void assertLost(KafkaEventStream stream, String owner) {
        assertThatExceptionOfType(StreamAlarm.class).isThrownBy(() -> stream.hasNextAvailable(20, TimeUnit.SECONDS)).matches(
                alarm -> alarm.kind() == Kind.TOPIC_LOST).withMessageContaining(TopicName.first(owner).text());
        assertThat(alarms).hasSize(1);
    }

    @Test
    void while_it_is_read() throws Exception {
        var kept = published("parcelkept");
        published("parceldeleted");
        var stream = reader(TopicToken.NOTHING_READ, "parcelkept", "parceldeleted", "parcelnotyet");
        stream.nextAvailable();
        stream.nextAvailable();
        delete("parceldeleted");
        kept.publish(new ParcelRelabelled(ParcelExamples.PARCEL, new Label("two")));
        assertThat(stream.nextAvailable().trackingToken()).isNotNull();
        assertLost(stream, "parceldeleted");
        stream.close();
    }

    @Test
    void before_its_reader_starts_again() throws Exception {
        published("parcelgone");
        TrackingToken read;
        var first = reader(TopicToken.NOTHING_READ, "parcelgone");
        read = first.nextAvailable().trackingToken();
        first.close();
        delete("parcelgone");
        var second = reader((TopicToken) read, "parcelgone");
        assertLost(second, "parcelgone");
        second.close();
    }
}
