package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.deadletters.DeadLetters.Place;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.sample.ParcelEvent.ParcelPacked;
import io.tributary.chassis.sample.ParcelEvent.ParcelRelabelled;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class RefusedAtTheEndOfABatchIT {
    private static final int PARCELS = 40;
    private final String owner = Parcels.freshOwner();

    @Test
    void events_whose_rows_the_database_refuses_are_parked_and_the_others_are_written_once_and_in_order() {
        try (var database = Owner.fresh(); var log = PostgresCommitLog.open(database.dataSource())) {
            var store = database.instance(Duration.ofSeconds(10));
            publish(new Parcels(log), Publishing.of(owner, log, store));
            try (var flow = Flow.of(store, definition(database.jdbc())).started()) {
                Flow.await("parked", () -> store.deadLetters().size() == 4 && ParcelRows.changes(database.jdbc()) >= 3 * PARCELS - 4);
                assertThat(flow.processors().running()).hasSize(1);
            }
            assertThat(store.deadLetters().firsts(Place.START, 10)).extracting(ParkedEvent::sequence).containsOnly(Parcels.parcel(3).text(),
                    Parcels.parcel(7).text());
            for (int parcel : new int[]{3, 7}) {
                assertThat(
                        store.deadLetters().sequence(Processors.nameOf(ParcelRows.NAME, 1), Parcels.parcel(parcel).text(), 10)).extracting(
                                parked -> parked.failure().attempts()).containsExactly(2, 0);
            }
            assertThat(ParcelRows.changes(database.jdbc())).isEqualTo(3 * PARCELS - 4);
            assertThat(ParcelRows.live(database.jdbc()).stream().filter(row -> row.contains(" second sent 3 "))).hasSize(PARCELS - 2);
        }
    }

    private void publish(Parcels parcels, Publishing publisher) {
        try (publisher) {
            publisher.started();
            for (int i = 0; i < PARCELS; i++) {
                parcels.packed(i, "first");
            }
            for (int i = 0; i < PARCELS; i++) {
                parcels.relabelled(i, i == 3 || i == 7 ? "refused" : "second");
                parcels.sent(i);
            }
            Flow.await("published", () -> publisher.publisher().status().next() == 3 * PARCELS);
        }
    }

    private ProjectionDefinition definition(JdbcTemplate jdbc) {
        return new ProjectionDefinition(ParcelRows.NAME, EventSource.topics(owner), List.of("parcel_row"),
                generation -> new WritingLast(jdbc, new ParcelRows(jdbc, generation)), (_, _) -> OptionalLong.empty());
    }

    /** Notes what is to be written, and writes it at the end of the unit of work. */
    private record WritingLast(JdbcTemplate jdbc, ParcelRows rows) {
        @EventHandler
        void on(ParcelPacked event, EventPosition position) {
            last(() -> rows.on(event, position));
        }

        @EventHandler
        void on(ParcelRelabelled event, EventPosition position) {
            last(() -> {
                rows.on(event, position);
                if (event.label().value().equals("refused")) {
                    jdbc.queryForObject("select 1 / 0", Integer.class);
                }
            });
        }

        @EventHandler
        void on(ParcelSent event, EventPosition position) {
            last(() -> rows.on(event, position));
        }

        private static void last(Runnable write) {
            var unit = CurrentUnitOfWork.get();
            unit.<List<Runnable>>getOrComputeResource("writes", _ -> {
                var writes = new ArrayList<Runnable>();
                unit.onPrepareCommit(_ -> writes.forEach(Runnable::run));
                return writes;
            }).add(write);
        }
    }
}
