package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.eventstore.CommitLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kill -9 of a real process between the broker's answer and the publisher's token, on any database of the owner. */
abstract class KilledPublisherContract {
    private static final int FEW = 2;
    private static final int MANY = 20;
    /** Those of all rounds together fit into one batch of either store's log. */
    private static final int PARCELS = 10;
    /** Whoever was killed is not waited for. */
    private static final Duration CLAIM = Duration.ofMillis(200);
    private final String owner = Parcels.freshOwner();
    private final Owner view = Owner.fresh();
    private final ParcelDatabase database;
    private CommitLog log;
    private int committed;

    KilledPublisherContract(ParcelDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        log = database.openLog();
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
        view.close();
    }

    @Test
    void a_publisher_killed_between_the_brokers_answer_and_its_token_loses_and_doubles_nothing() throws Exception {
        kill(FEW);
    }

    @Test
    @Tag("long")
    void a_publisher_killed_there_twenty_times_loses_and_doubles_nothing() throws Exception {
        kill(MANY);
    }

    private void kill(int rounds) throws Exception {
        try (var consumer = Flow.of(view.instance(CLAIM), ParcelRows.definition(view.jdbc(), owner)).started();
                var publisher = Publishing.of(owner, log, database.instance(CLAIM))) {
            for (int round = 0; round < rounds; round++) {
                pack(round);
                try (var worker = Worker.start(CrashPoint.PUBLISHED_TOKEN_NOT_STORED, owner, database, CLAIM).reached()) {
                    Flow.await("the batch is on the topic", () -> applied() == committed);
                    assertThat(publisher.publisher().published()).isLessThan(committed);
                    worker.kill();
                }
            }
            pack(rounds);
            publisher.started();
            Flow.await("all published and applied", () -> publisher.publisher().status().next() == committed && applied() >= committed
                    && consumer.processors().running().stream().allMatch(RunningProcessor::caughtUp));
        }
        assertThat(applied()).isEqualTo(committed);
        assertThat(ParcelRows.live(view.jdbc())).hasSize(PARCELS).allMatch(
                row -> row.contains(" round %d packed %d @".formatted(rounds, rounds + 1)));
    }

    private long applied() {
        return ParcelRows.changes(view.jdbc());
    }

    private void pack(int round) {
        var parcels = new Parcels(log);
        for (int i = 0; i < PARCELS; i++) {
            parcels.packed(i, "round " + round);
        }
        committed += PARCELS;
    }
}
