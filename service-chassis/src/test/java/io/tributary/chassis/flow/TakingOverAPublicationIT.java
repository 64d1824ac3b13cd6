package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TakingOverAPublicationIT {
    /** Just longer than the interval in which a publisher extends its claim. */
    private static final Duration CLAIM = Duration.ofSeconds(4);
    private static final int EVENTS = 20;
    private final String owner = Parcels.freshOwner();

    @Test
    void one_instance_publishes_and_another_goes_on_when_it_dies() {
        try (var database = Owner.fresh();
                var log = PostgresCommitLog.open(database.dataSource());
                var dying = database.again();
                var first = Publishing.of(owner, log, dying.instance(CLAIM));
                var second = Publishing.of(owner, log, database.instance(CLAIM));
                var consumer = Flow.of(database.instance(CLAIM), ParcelRows.definition(database.jdbc(), owner)).started()) {
            var parcels = new Parcels(log);
            first.started();
            Flow.await("the first publishes", () -> first.publisher().status().active());
            second.started();
            pack(parcels, 0);
            Flow.await("applied", () -> ParcelRows.changes(database.jdbc()) == EVENTS);
            assertThat(second.publisher().status()).matches(standingBy -> !standingBy.active() && standingBy.next() == 0);
            Flow.await("known to whoever stands by", () -> second.publisher().published() == EVENTS);

            dying.close();
            pack(parcels, EVENTS);
            Flow.await("the second publishes", () -> second.publisher().status().active()
                    && ParcelRows.changes(database.jdbc()) >= 2 * EVENTS);
            assertThat(ParcelRows.changes(database.jdbc())).isEqualTo(2 * EVENTS);
            assertThat(consumer.processors().running()).hasSize(1);
        }
    }

    private static void pack(Parcels parcels, int from) {
        for (int i = from; i < from + EVENTS; i++) {
            parcels.packed(i, "label");
        }
    }
}
