package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventSerializer;
import io.tributary.chassis.events.EventType;
import io.tributary.chassis.events.RawEvent;
import io.tributary.chassis.events.SnapshotCodec;
import io.tributary.chassis.events.Upcaster;
import io.tributary.chassis.events.Upcasters;
import io.tributary.chassis.events.UpcastingStore;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.publishing.EventPublisher;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A consumer meets a version it has no upcaster for; the build after it has one. */
class RetryingAnOldVersionIT {
    private static final String PROCESSOR = Processors.nameOf(ParcelRows.NAME, 1);
    private static final Upcaster LIFT = new Upcaster() {
        @Override
        public EventType from() {
            return new EventType("parcel.relabelled", 1);
        }

        @Override
        public List<RawEvent> upcast(RawEvent event) {
            var payload = event.payload().objectNode();
            payload.set("parcelId", event.payload().get("parcelId"));
            payload.set("label", event.payload().get("text"));
            return List.of(new RawEvent(new EventType("parcel.relabelled", 2), payload));
        }
    };

    private static final Upcasters UPCASTERS = new Upcasters(List.of(LIFT));
    /** The owner reads what it wrote once, and so does the consumer's later build. */
    private static final EventCodec LATER = new EventCodec(EventCatalog.of(ParcelEvent.class), UPCASTERS);

    private static RecordDecoder laterBuild() {
        return new RecordDecoder(new EventSerializer(LATER, new SnapshotCodec(List.of())), new UpcastingStore(UPCASTERS));
    }

    @Test
    void what_was_parked_is_read_as_today_and_what_waited_behind_it_follows() {
        var owner = Parcels.freshOwner();
        try (var database = Owner.fresh(); var log = PostgresCommitLog.open(database.dataSource())) {
            var parcels = new Parcels(log);
            var store = database.instance(Duration.ofSeconds(10));
            try (var publisher = new Publishing(
                    EventPublisher.of(Parcels.publicationList(owner), log, Owner.CLIENTS, store, LATER));
                    var flow = Flow.of(store, ParcelRows.definition(database.jdbc(), owner))) {
                publisher.started();
                flow.started();
                String parcel = Parcels.parcel(1).text();
                parcels.packed(1, "first");
                parcels.appendRaw(Parcels.parcel(1), "parcel.relabelled", 1,
                        "{\"parcelId\":\"%s\",\"text\":\"old words\"}".formatted(parcel).getBytes(StandardCharsets.UTF_8));
                parcels.sent(1);
                var today = desk(store, Flow.DECODER, flow);
                Flow.await("parked", () -> today.sequence(PROCESSOR, parcel).size() == 2);
                assertThat(today.sequence(PROCESSOR, parcel).getFirst().failure().message()).contains("no upcaster lifts it to version 2");
                assertThat(today.retry(PROCESSOR, parcel).remaining()).isEqualTo(2);

                assertThat(desk(store, laterBuild(), flow).retry(PROCESSOR, parcel)).isEqualTo(new DeadLetterDesk.Outcome(2, 0, null));
                assertThat(ParcelRows.live(database.jdbc())).singleElement().asString().startsWith(parcel + " old words sent 3 ");
            }
        }
    }

    private static DeadLetterDesk desk(ConsumerStore store, RecordDecoder decoder, Flow flow) {
        return new DeadLetterDesk(store, decoder, name -> flow.processors().running(name).map(running -> running::handleAgain));
    }
}
