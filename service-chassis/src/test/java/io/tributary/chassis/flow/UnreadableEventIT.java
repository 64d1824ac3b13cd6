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
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk;
import io.tributary.chassis.processing.ownlog.OwnLog;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.publishing.EventPublisher;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events whose metadata is damaged, or whose upcaster fails, are the trouble of their own sequence. */
class UnreadableEventIT {
    private static final String PROCESSOR = Processors.nameOf(ParcelRows.NAME, 1);
    private static final String DAMAGED = Parcels.parcel(2).text();
    private static final String FOLDED = Parcels.parcel(3).text();
    private static final Upcasters BROKEN = upcasters(event -> {
        throw new IllegalStateException("no paper left");
    });
    private static final Upcasters REPAIRED = upcasters(event -> new RawEvent(new EventType("parcel.relabelled", 2), event.payload()));
    private final String owner = Parcels.freshOwner();
    private Owner database;
    private CommitLog log;
    private ConsumerStore store;

    private static Upcasters upcasters(UnaryOperator<RawEvent> unfold) {
        return new Upcasters(List.of(new Upcaster() {
            @Override
            public EventType from() {
                return new EventType("parcel.folded", 1);
            }

            @Override
            public List<RawEvent> upcast(RawEvent event) {
                return List.of(unfold.apply(event));
            }
        }));
    }

    private static EventCodec codec(Upcasters upcasters) {
        return new EventCodec(EventCatalog.of(ParcelEvent.class), upcasters);
    }

    private static RecordDecoder decoder(Upcasters upcasters) {
        return new RecordDecoder(new EventSerializer(codec(upcasters), new SnapshotCodec(List.of())), new UpcastingStore(upcasters));
    }

    @BeforeEach
    void append() {
        database = Owner.fresh();
        log = PostgresCommitLog.open(database.dataSource());
        store = database.instance(Duration.ofSeconds(10));
        var parcels = new Parcels(log);
        for (int i = 1; i <= 4; i++) {
            parcels.packed(i, "first");
        }
        byte[] relabelled = "{\"parcelId\":\"%s\",\"label\":\"second\"}".formatted(DAMAGED).getBytes(StandardCharsets.UTF_8);
        parcels.appendRaw(Parcels.parcel(2), "parcel.relabelled", 2, relabelled, "\"traceparent\" x".getBytes(StandardCharsets.UTF_8));
        byte[] folded = "{\"parcelId\":\"%s\",\"label\":\"second\"}".formatted(FOLDED).getBytes(StandardCharsets.UTF_8);
        parcels.appendRaw(Parcels.parcel(3), "parcel.folded", 1, folded);
        for (int i = 1; i <= 4; i++) {
            parcels.sent(i);
        }
    }

    @AfterEach
    void end() {
        log.close();
        database.close();
    }

    @Test
    void on_the_topic_it_is_parked_with_what_follows_it_and_the_others_go_on() {
        var publisher = EventPublisher.of(Parcels.publicationList(owner), log, Owner.CLIENTS, store, codec(REPAIRED));
        try (var publishing = new Publishing(publisher); var flow = flow(ParcelRows.definition(database.jdbc(), owner))) {
            publishing.started();
            assertOnlyItsOwnSequenceIsHeldBack(flow.started());
        }
    }

    @Test
    void in_the_own_log_it_is_parked_with_what_follows_it_and_the_others_go_on() {
        var view = ParcelRows.definition(database.jdbc(), owner);
        try (var flow = flow(new ProjectionDefinition(view.name(), EventSource.ownLog(), view.tables(), view.handlers(),
                view.applied()))) {
            assertOnlyItsOwnSequenceIsHeldBack(flow.started());
        }
    }

    private Flow flow(ProjectionDefinition view) {
        return Flow.of(store, Clock.systemUTC(), decoder(BROKEN), new OwnLog(owner, log), view);
    }

    private void assertOnlyItsOwnSequenceIsHeldBack(Flow flow) {
        var desk = desk(flow, BROKEN);
        Flow.await("parked and applied", () -> store.deadLetters().size() == 4 && ParcelRows.changes(database.jdbc()) == 6);
        assertThat(types(desk, DAMAGED)).containsExactly("parcel.relabelled", "parcel.sent");
        assertThat(types(desk, FOLDED)).containsExactly("parcel.folded", "parcel.sent");
        assertThat(desk.sequence(PROCESSOR, DAMAGED).getFirst().failure().message()).contains("metadata");
        assertThat(desk.sequence(PROCESSOR, FOLDED).getFirst().failure().message()).contains("parcel.folded", "no paper left");
        assertThat(desk.retry(PROCESSOR, FOLDED).remaining()).isEqualTo(2);
        assertThat(desk(flow, REPAIRED).retry(PROCESSOR, FOLDED)).isEqualTo(new DeadLetterDesk.Outcome(2, 0, null));
        assertThat(ParcelRows.live(database.jdbc())).anyMatch(row -> row.startsWith(FOLDED + " second sent 3 "));
    }

    private DeadLetterDesk desk(Flow flow, Upcasters upcasters) {
        return new DeadLetterDesk(store, decoder(upcasters), name -> flow.processors().running(name).map(running -> running::handleAgain));
    }

    private static List<String> types(DeadLetterDesk desk, String sequence) {
        return desk.sequence(PROCESSOR, sequence).stream().map(parked -> parked.event().type()).toList();
    }
}
