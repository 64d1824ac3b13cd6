package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kill -9 of a real process between a view's rows and their commit. */
class KilledProjectionIT {
    private static final int FEW = 2;
    private static final int MANY = 20;
    private static final int PARCELS = 20;
    /** Whoever was killed is not waited for. */
    private static final Duration CLAIM = Duration.ofMillis(200);
    private final String owner = Parcels.freshOwner();
    private Owner database;
    private CommitLog log;
    private int published;

    @BeforeEach
    void open() {
        database = Owner.fresh();
        log = PostgresCommitLog.open(database.dataSource());
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
    }

    private void append(int round) {
        var parcels = new Parcels(log);
        for (int i = 0; i < PARCELS; i++) {
            parcels.packed(i, "round " + round);
        }
        published += PARCELS;
    }

    private Flow consumer() {
        return Flow.of(database.instance(CLAIM), ParcelRows.definition(database.jdbc(), owner)).started();
    }

    private long applied() {
        return ParcelRows.changes(database.jdbc());
    }

    private void assertEachEventWasAppliedOnce(int rounds) {
        assertThat(applied()).isEqualTo(published);
        assertThat(ParcelRows.live(database.jdbc())).hasSize(PARCELS).allMatch(
                row -> row.contains(" round %d packed %d @".formatted(rounds, rounds + 1)));
    }

    @Test
    void a_projection_killed_between_rows_and_commit_loses_and_doubles_nothing() throws Exception {
        killProjection(FEW);
    }

    @Test
    @Tag("long")
    void a_projection_killed_there_twenty_times_loses_and_doubles_nothing() throws Exception {
        killProjection(MANY);
    }

    private void killProjection(int rounds) throws Exception {
        try (var publisher = Publishing.of(owner, log, database.instance(CLAIM))) {
            publisher.started();
            for (int round = 0; round < rounds; round++) {
                append(round);
                try (var worker = Worker.start(CrashPoint.ROWS_NOT_COMMITTED, owner, new ParcelsInPostgres(database), CLAIM).reached()) {
                    assertThat(applied()).isLessThan(published);
                    worker.kill();
                }
            }
            append(rounds);
            try (var consumer = consumer()) {
                Flow.await("all applied", () -> applied() >= published
                        && consumer.processors().running().stream().allMatch(running -> running.caughtUp()));
            }
        }
        assertEachEventWasAppliedOnce(rounds);
    }
}
