package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.testing.KillableProcess;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance that stands still for longer than its claims, with a real process that is stopped. */
class StoppedInstancesIT {
    /** Just longer than the interval in which processors extend their claims. */
    private static final Duration CLAIM = Duration.ofSeconds(4);
    private static final int PARCELS = 20;
    private final String owner = Parcels.freshOwner();

    /** In the second case the takeover comes before the server ends a transaction in which nothing happens: there the token has to tell. */
    @ParameterizedTest
    @CsvSource({"ROWS_NOT_COMMITTED, -c%20idle_in_transaction_session_timeout=2s",
            "ROWS_NOT_WRITTEN, -c%20idle_in_transaction_session_timeout=10s"})
    void its_segments_are_taken_over_and_it_writes_nothing_when_it_goes_on(CrashPoint point, String options) throws Exception {
        try (var database = Owner.fresh();
                var log = PostgresCommitLog.open(database.dataSource());
                var publisher = Publishing.of(owner, log, database.instance(CLAIM))) {
            publisher.started();
            pack(log);
            try (var worker = Worker.start(point, owner, database, CLAIM, options).reached()) {
                worker.stop();
                try (var other = Flow.of(database.instance(CLAIM), ParcelRows.definition(database.jdbc(), owner)).started()) {
                    Flow.await("taken over", () -> ParcelRows.changes(database.jdbc()) == PARCELS);
                    assertThat(worker.letGo()).isEqualTo(KillableProcess.NOT_COMMITTED);
                    pack(log);
                    Flow.await("both go on", () -> ParcelRows.changes(database.jdbc()) >= 2 * PARCELS
                            && other.processors().running().stream().allMatch(running -> running.behind().events() == 0));
                    assertThat(ParcelRows.changes(database.jdbc())).isEqualTo(2 * PARCELS);
                }
            }
        }
    }

    @Test
    void its_publication_is_taken_over_and_it_stores_no_token_when_it_goes_on() throws Exception {
        try (var database = Owner.fresh(); var log = PostgresCommitLog.open(database.dataSource())) {
            pack(log);
            try (var worker = Worker.start(CrashPoint.PUBLISHED_TOKEN_NOT_STORED, owner, database, CLAIM, "").reached()) {
                worker.stop();
                try (var publisher = Publishing.of(owner, log, database.instance(CLAIM));
                        var consumer = Flow.of(database.instance(CLAIM), ParcelRows.definition(database.jdbc(), owner)).started()) {
                    publisher.started();
                    Flow.await("taken over", () -> publisher.publisher().status().active()
                            && publisher.publisher().status().next() == PARCELS);
                    assertThat(worker.letGo()).isEqualTo(KillableProcess.NOT_COMMITTED);
                    pack(log);
                    Flow.await("applied", () -> ParcelRows.changes(database.jdbc()) >= 2 * PARCELS
                            && consumer.processors().running().stream().allMatch(running -> running.caughtUp()));
                    assertThat(ParcelRows.changes(database.jdbc())).isEqualTo(2 * PARCELS);
                    assertThat(publisher.publisher().status().next()).isEqualTo(2 * PARCELS);
                }
            }
        }
    }

    private static void pack(CommitLog log) {
        var parcels = new Parcels(log);
        for (int i = 0; i < PARCELS; i++) {
            parcels.packed(i, "label");
        }
    }
}
