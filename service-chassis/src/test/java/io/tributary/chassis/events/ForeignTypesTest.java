package io.tributary.chassis.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.kafka.records.StrayRecord;
import io.tributary.chassis.processing.store.TokenText;
import io.tributary.chassis.sample.ParcelEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever class a record, a row, a token or a parked event names: it is not loaded. */
class ForeignTypesTest {
    private static final AtomicBoolean LOADED = new AtomicBoolean();
    private static final String TRAP = "io.tributary.chassis.events.ForeignTypesTest$Trap";
    private static final byte[] CONTENT = "{}".getBytes(StandardCharsets.UTF_8);
    private final Upcasters none = new Upcasters(List.of());
    private final EventSerializer serializer = new EventSerializer(new EventCodec(EventCatalog.of(ParcelEvent.class), none),
            new SnapshotCodec(List.of()));

    /** Fits wherever an event or a token is expected, and tells when it is loaded. */
    static final class Trap implements TrackingToken {
        static {
            LOADED.set(true);
        }

        @JsonCreator
        Trap() {}

        @Override
        public TrackingToken lowerBound(TrackingToken other) {
            return this;
        }

        @Override
        public TrackingToken upperBound(TrackingToken other) {
            return this;
        }

        @Override
        public boolean covers(TrackingToken other) {
            return true;
        }
    }

    @AfterEach
    void nothing_was_loaded() {
        assertThat(LOADED).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {TRAP, "snapshot." + TRAP})
    void not_from_a_row_of_a_store(String type) {
        assertThatExceptionOfType(SerializationException.class).isThrownBy(
                () -> serializer.deserialize(new SimpleSerializedObject<>(CONTENT, byte[].class, type, "1")));
    }

    /** What is parked is kept as its record, and read again by the same decoder. */
    @Test
    void not_from_a_record_of_a_topic_or_a_parked_event() {
        var record = new EventRecord("7d1c3a52-0000-4000-8000-000000000002", TRAP, "1", Instant.EPOCH, TRAP, TRAP, 1,
                new LogPlace("parcel", "log", 1, 7, 6), ("{\"@class\":\"" + TRAP + "\"}").getBytes(StandardCharsets.UTF_8),
                ("{\"@class\":\"" + TRAP + "\"}").getBytes(StandardCharsets.UTF_8));
        var decoded = new RecordDecoder(serializer, new UpcastingStore(none)).decode(new GlobalSequenceTrackingToken(7), "log", record);
        assertThat(decoded).singleElement().satisfies(message -> assertThat(message.getPayload()).isInstanceOf(StrayRecord.class));
    }

    @Test
    void not_from_a_token() {
        assertThatThrownBy(() -> new TokenText(TRAP, "{}").token()).isInstanceOf(IllegalStateException.class).hasMessageContaining(TRAP);
    }
}
