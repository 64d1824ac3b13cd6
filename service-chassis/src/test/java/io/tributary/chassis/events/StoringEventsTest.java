package io.tributary.chassis.events;

import static io.tributary.chassis.sample.ParcelExamples.PARCEL;
import static io.tributary.chassis.sample.ParcelExamples.packed;
import static io.tributary.chassis.sample.ParcelExamples.relabelled;
import static io.tributary.chassis.sample.ParcelExamples.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.chassis.sample.Label;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import io.tributary.chassis.sample.ParcelEvent.ParcelWeighed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StoringEventsTest {
    /** Version 1 called the label a name. */
    private static final Upcaster RENAMED = new Upcaster() {
        @Override
        public EventType from() {
            return new EventType("parcel.relabelled", 1);
        }

        @Override
        public List<RawEvent> upcast(RawEvent event) {
            ObjectNode payload = event.payload().deepCopy();
            payload.set("label", payload.remove("name"));
            return List.of(new RawEvent("parcel.relabelled", 2, payload));
        }
    };
    /** One event once said what two say today. */
    private static final Upcaster SPLIT = new Upcaster() {
        @Override
        public EventType from() {
            return new EventType("parcel.weighed-and-sent", 1);
        }

        @Override
        public List<RawEvent> upcast(RawEvent event) {
            ObjectNode sent = event.payload().deepCopy();
            sent.remove("grams");
            return List.of(new RawEvent("parcel.weighed", 1, event.payload()), new RawEvent("parcel.sent", 1, sent));
        }
    };
    private final Upcasters upcasters = new Upcasters(List.of(RENAMED, SPLIT));
    private final EventCodec codec = new EventCodec(EventCatalog.of(ParcelEvent.class), upcasters);
    private final EventSerializer serializer = new EventSerializer(codec, new SnapshotCodec(List.of()));

    private List<Object> decode(String name, int version, String json) {
        return codec.decode(new EventType(name, version), json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_event_is_stored_as_plain_json() {
        assertThat(new String(codec.encode(packed()), StandardCharsets.UTF_8)).isEqualTo("""
                {"parcelId":"7d1c3a52-0000-4000-8000-000000000001","label":"Büro",\
                "worth":{"amount":"25.00","currency":"EUR"},"packedAt":"2026-01-02T03:04:05Z"}""");
    }

    @Test
    void an_event_is_read_as_it_was_written() {
        assertThat(codec.decode(new EventType("parcel.packed", 1), codec.encode(packed()))).containsExactly(packed());
    }

    @Test
    void an_older_version_is_lifted_to_todays() {
        assertThat(decode("parcel.relabelled", 1, "{\"parcelId\":\"%s\",\"name\":\"Lager\"}".formatted(PARCEL.text()))).containsExactly(
                relabelled());
    }

    @Test
    void an_older_event_can_become_several() {
        assertThat(decode("parcel.weighed-and-sent", 1, "{\"parcelId\":\"%s\",\"grams\":5}".formatted(PARCEL.text()))).containsExactly(
                new ParcelWeighed(PARCEL, 5), sent());
    }

    @Test
    void a_newer_version_is_read_as_far_as_it_is_known() {
        assertThat(decode("parcel.sent", 9, "{\"parcelId\":\"%s\",\"carrier\":{\"name\":\"x\"}}".formatted(PARCEL.text()))).containsExactly(
                sent());
    }

    @Test
    void an_unknown_name_is_an_error_that_says_so() {
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> decode("parcel.lost", 1, "{}")).withMessageContaining(
                "parcel.lost v1").withMessageContaining("unknown name");
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> decode(ParcelSent.class.getName(), 1, "{}"));
    }

    @Test
    void an_older_version_without_an_upcaster_is_an_error() {
        var bare = new EventCodec(codec.catalog(), new Upcasters(List.of()));
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(
                () -> bare.decode(new EventType("parcel.relabelled", 1), codec.encode(relabelled()))).withMessageContaining("version 2");
    }

    @Test
    void json_that_does_not_fit_is_an_error() {
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> decode("parcel.sent", 1, "{}"));
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> decode("parcel.sent", 1, "{\"parcelId\":null}"));
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> decode("parcel.sent", 1, "not json"));
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> decode("parcel.relabelled", 1, "[]"));
    }

    @Test
    void an_undeclared_event_is_never_written() {
        assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(new Label("loose")));
    }

    @Test
    void two_upcasters_for_one_version_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Upcasters(List.of(RENAMED, RENAMED)));
    }

    @Test
    void metadata_is_json_of_strings() {
        byte[] stored = codec.encodeMetadata(Map.of("attempt", 3));
        assertThat(new String(stored, StandardCharsets.UTF_8)).isEqualTo("{\"attempt\":\"3\"}");
        assertThat(codec.decodeMetadata(stored)).isEqualTo(MetaData.with("attempt", "3"));
    }

    @Test
    void axon_sees_stored_names_and_versions() {
        var serialized = serializer.serialize(relabelled(), byte[].class);
        assertThat(serialized.getType().getName()).isEqualTo("parcel.relabelled");
        assertThat(serialized.getType().getRevision()).isEqualTo("2");
        assertThat((Object) serializer.deserialize(serialized)).isEqualTo(relabelled());
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(
                () -> serializer.deserialize(new SimpleSerializedObject<>(new byte[0], byte[].class, "java.lang.Runtime", "1")));
    }

    @Test
    void the_store_is_read_through_the_same_upcasters() {
        var entry = new GenericDomainEventEntry<>("parcel", PARCEL.text(), 4, "id", "2026-01-02T03:04:05Z", "parcel.relabelled", "1",
                "{\"parcelId\":\"%s\",\"name\":\"Lager\"}".formatted(PARCEL.text()).getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
        var lifted = new UpcastingStore(upcasters).upcast(
                java.util.stream.Stream.of(new InitialEventRepresentation(entry, serializer))).toList();
        assertThat(lifted).singleElement().satisfies(event -> {
            ParcelRelabelled read = serializer.deserialize(event.getData());
            assertThat(read).isEqualTo(relabelled());
            assertThat(event.getSequenceNumber()).contains(4L);
        });
    }
}
