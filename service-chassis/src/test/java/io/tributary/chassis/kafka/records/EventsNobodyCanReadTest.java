package io.tributary.chassis.kafka.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventSerializer;
import io.tributary.chassis.events.EventType;
import io.tributary.chassis.events.RawEvent;
import io.tributary.chassis.events.SnapshotCodec;
import io.tributary.chassis.events.Upcaster;
import io.tributary.chassis.events.Upcasters;
import io.tributary.chassis.events.UpcastingStore;
import io.tributary.chassis.sample.ParcelEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsNobodyCanReadTest {
    private static final String PARCEL = "7d1c3a52-0000-4000-8000-000000000001";
    private static final Upcaster BROKEN = new Upcaster() {
        @Override
        public EventType from() {
            return new EventType("parcel.folded", 1);
        }

        @Override
        public List<RawEvent> upcast(RawEvent event) {
            throw new IllegalStateException("no paper left");
        }
    };
    private final Upcasters upcasters = new Upcasters(List.of(BROKEN));
    private final RecordDecoder decoder = new RecordDecoder(
            new EventSerializer(new EventCodec(EventCatalog.of(ParcelEvent.class), upcasters), new SnapshotCodec(List.of())),
            new UpcastingStore(upcasters));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            parcel.sent     | 1   | x                | {}  | metadata
            parcel.sent     | 1   | [1]              | {}  | metadata
            parcel.sent     | 1   | {"by":{"a":"b"}} | {}  | metadata
            parcel.exploded | 1   | {}               | {}  | unknown name
            parcel.sent     | 0   | {}               | {}  | version
            parcel.sent     | one | {}               | {}  | version
            ` `             | 1   | {}               | {}  | event type
            parcel.folded   | 1   | {}               | {}  | no paper left
            parcel.folded   | 1   | {}               | "a  | JSON
            parcel.folded   | 1   | {}               | "a" | JSON
            """)
    void one_stands_for_it_in_the_sequence_of_its_aggregate_and_says_why(String type, String version, String metadata, String payload,
            String why) {
        var record = new EventRecord("7d1c3a52-0000-4000-8000-000000000002", type, version, Instant.EPOCH, "parcel", PARCEL, 1,
                new LogPlace("parcel", "log", 1, 7, 6), bytes(metadata), bytes(payload));
        var messages = decoder.decode(new GlobalSequenceTrackingToken(7), "log", record);
        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.getPayload()).isInstanceOfSatisfying(StrayRecord.class, stray -> assertThat(stray.fact()).contains(why));
            assertThat(((DomainEventMessage<?>) message).getAggregateIdentifier()).isEqualTo(PARCEL);
            assertThat(EventPosition.of(message).orElseThrow().position()).isEqualTo(7);
            assertThat(RecordDecoder.recordOf(message)).isSameAs(record);
        });
    }
}
