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
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SplitEventTest {
    private static final String PARCEL = "7d1c3a52-0000-4000-8000-000000000001";
    private static final Upcaster SPLIT = new Upcaster() {
        @Override
        public EventType from() {
            return new EventType("parcel.relabelled-and-sent", 1);
        }

        @Override
        public List<RawEvent> upcast(RawEvent event) {
            var sent = JsonNodeFactory.instance.objectNode().set("parcelId", event.payload().get("parcelId"));
            return List.of(new RawEvent(new EventType("parcel.relabelled", 2), event.payload()),
                    new RawEvent(new EventType("parcel.sent", 1), sent.asObject()));
        }
    };
    private final Upcasters upcasters = new Upcasters(List.of(SPLIT));
    private final RecordDecoder decoder = new RecordDecoder(
            new EventSerializer(new EventCodec(EventCatalog.of(ParcelEvent.class), upcasters), new SnapshotCodec(List.of())),
            new UpcastingStore(upcasters));

    private List<EventPosition> positions(String type, String payload) {
        var record = new EventRecord("7d1c3a52-0000-4000-8000-000000000002", type, "1", Instant.EPOCH, "parcel", PARCEL, 1,
                new LogPlace("parcel", "log", 1, 7, 6), "{}".getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
        return decoder.decode(new GlobalSequenceTrackingToken(7), "log", record).stream().map(
                message -> EventPosition.of(message).orElseThrow()).toList();
    }

    /** What a row does: it takes an event that it has not had, and then stands at its position. */
    private static List<Integer> partsTaken(long before, List<EventPosition> events) {
        long[] row = {before};
        return events.stream().filter(event -> row[0] < event.unseenBelow()).peek(event -> row[0] = event.position()).map(
                EventPosition::part).toList();
    }

    @Test
    void every_part_of_a_split_event_is_applied_once_by_a_row_that_compares_positions() {
        var parts = positions("parcel.relabelled-and-sent", "{\"parcelId\":\"%s\",\"label\":\"new\"}".formatted(PARCEL));
        assertThat(parts).extracting(EventPosition::position).containsExactly(7L, 7L);
        assertThat(partsTaken(6, parts)).containsExactly(0, 1);
        assertThat(partsTaken(8, parts)).isEmpty();
    }

    @Test
    void a_whole_event_is_applied_once() {
        var whole = positions("parcel.sent", "{\"parcelId\":\"%s\"}".formatted(PARCEL));
        assertThat(partsTaken(6, whole)).containsExactly(0);
        assertThat(partsTaken(7, whole)).isEmpty();
    }
}
