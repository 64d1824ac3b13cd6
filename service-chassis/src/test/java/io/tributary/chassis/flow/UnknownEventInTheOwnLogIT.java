package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventType;
import io.tributary.chassis.events.RawEvent;
import io.tributary.chassis.events.Upcaster;
import io.tributary.chassis.events.Upcasters;
import io.tributary.chassis.publishing.EventPublisher;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether it may leave is not known before a build knows the event: until then nothing after it is published, and nothing is skipped. */
class UnknownEventInTheOwnLogIT {
    private static final EventCodec LATER_BUILD = new EventCodec(EventCatalog.of(ParcelEvent.class), new Upcasters(List.of(new Upcaster() {
        @Override
        public EventType from() {
            return new EventType("parcel.exploded", 1);
        }

        @Override
        public List<RawEvent> upcast(RawEvent event) {
            return List.of(new RawEvent(new EventType("parcel.sent", 1), event.payload()));
        }
    })));
    private final String owner = Parcels.freshOwner();

    @Test
    void stops_the_publisher_that_names_it_until_a_build_knows_it() {
        try (var database = Owner.fresh(); var log = PostgresCommitLog.open(database.dataSource())) {
            var store = database.instance(Duration.ofSeconds(10));
            var parcels = new Parcels(log);
            try (var today = Publishing.of(owner, log, store)) {
                today.started();
                parcels.packed(0, "before");
                Flow.await("published", () -> today.publisher().status().next() == 1);
                parcels.appendRaw(Parcels.parcel(0), "parcel.exploded", 1, "{\"parcelId\":\"%s\"}".formatted(
                        Parcels.parcel(0).text()).getBytes(StandardCharsets.UTF_8));
                parcels.packed(1, "after");
                Flow.await("named", () -> String.valueOf(today.publisher().status().error()).contains("parcel.exploded v1: unknown name"));
                parcels.packed(2, "after");
                Flow.await("named after another attempt", () -> today.publisher().head() == 3 + 1
                        && String.valueOf(today.publisher().status().error()).contains("parcel.exploded v1: unknown name"));
                assertThat(today.publisher().published()).isEqualTo(1);
                assertThat(positions()).containsExactly(0L);
            }
            var later = EventPublisher.of(Parcels.publicationList(owner), log, Owner.CLIENTS, store, LATER_BUILD);
            try (var tomorrow = new Publishing(later)) {
                tomorrow.started();
                Flow.await("published", () -> later.status().next() == 4);
                assertThat(later.status().error()).isNull();
                assertThat(positions()).containsExactly(0L, 1L, 2L, 3L);
            }
        }
    }

    private List<Long> positions() {
        return TopicContent.committed(owner).stream().map(event -> event.place().position()).sorted().toList();
    }
}
