package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.deadletters.DeadLetterDesk;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.eventstore.CommitLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an event that a view cannot handle, as the label "poison", and of those behind it, on any database. */
abstract class PoisonEventContract {
    private static final String PROCESSOR = Processors.nameOf(ParcelRows.NAME, 1);
    private final String owner = Parcels.freshOwner();
    private final ParcelDatabase database;
    private CommitLog log;
    private Parcels parcels;
    private ConsumerStore store;
    private Publishing publisher;
    private Flow flow;
    private DeadLetterDesk desk;

    PoisonEventContract(ParcelDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        log = database.openLog();
        parcels = new Parcels(log);
        store = database.instance(Duration.ofSeconds(10));
        publisher = Publishing.of(owner, log, store);
        flow = Flow.of(store, database.definition(owner));
        desk = new DeadLetterDesk(store, Flow.DECODER, name -> flow.processors().running(name).map(running -> running::handleAgain));
        publisher.started();
        flow.started();
    }

    @AfterEach
    void end() {
        flow.close();
        publisher.close();
        log.close();
        database.close();
    }

    private List<String> parkedTypes(int parcel) {
        return desk.sequence(PROCESSOR, Parcels.parcel(parcel).text()).stream().map(parked -> parked.event().type()).toList();
    }

    @Test
    void it_holds_back_its_own_sequence_only_and_is_discarded_or_handled_later_in_order() {
        for (int i = 0; i < 20; i++) {
            parcels.packed(i, "label");
        }
        parcels.relabelled(3, "poison");
        parcels.sent(3);
        for (int i = 0; i < 20; i++) {
            if (i != 3) {
                parcels.sent(i);
            }
        }
        Flow.await("others applied", () -> database.changes() == 39 && parkedTypes(3).size() == 2);
        assertThat(parkedTypes(3)).containsExactly("parcel.relabelled", "parcel.sent");
        var first = desk.sequence(PROCESSOR, Parcels.parcel(3).text()).getFirst().failure();
        assertThat(first.cause()).matches("illegal-argument-[0-9a-f]{8}");
        assertThat(first.attempts()).isEqualTo(2);

        var again = desk.retry(PROCESSOR, Parcels.parcel(3).text());
        assertThat(again).isEqualTo(new DeadLetterDesk.Outcome(0, 2, again.error()));
        desk.discard(desk.sequence(PROCESSOR, Parcels.parcel(3).text()).subList(0, 1));
        assertThat(desk.retry(PROCESSOR, Parcels.parcel(3).text())).isEqualTo(new DeadLetterDesk.Outcome(1, 0, null));
        parcels.relabelled(3, "healed");
        Flow.await("sequence flows again", () -> database.changes() == 41);
        assertThat(database.live()).anyMatch(row -> row.startsWith(Parcels.parcel(3).text() + " healed sent "));
    }

    @Test
    void a_payload_that_does_not_fit_is_parked() {
        parcels.packed(1, "one");
        parcels.packed(2, "two");
        parcels.appendRaw(Parcels.parcel(2), "parcel.packed", 1, "{\"label\":42".getBytes(StandardCharsets.UTF_8));
        parcels.sent(1);
        parcels.sent(2);
        Flow.await("parked", () -> parkedTypes(2).size() == 2 && database.changes() == 3);
        assertThat(parkedTypes(2)).containsExactly("parcel.packed", "parcel.sent");
        assertThat(desk.sequence(PROCESSOR, Parcels.parcel(2).text())).extracting(ParkedEvent::failure).extracting(
                ParkedEvent.Failure::attempts).containsExactly(2, 0);
    }

    /** A worker of Axon's is ended by an error for good, and nobody is told. */
    @Test
    void an_error_of_the_handler_is_a_failure_like_any_other() {
        parcels.packed(1, "one");
        parcels.packed(2, "two");
        parcels.relabelled(2, "endless");
        parcels.sent(1);
        parcels.sent(2);
        Flow.await("parked", () -> parkedTypes(2).size() == 2 && database.changes() == 3);
        assertThat(desk.sequence(PROCESSOR, Parcels.parcel(2).text()).getFirst().failure().cause()).matches("stack-overflow-[0-9a-f]{8}");
    }

    @Test
    void many_in_one_batch_are_all_parked() {
        flow.close();
        for (int i = 0; i < 30; i++) {
            parcels.packed(i, i % 3 == 0 ? "poison" : "label");
        }
        Flow.await("published", () -> publisher.publisher().status().next() == 30);
        flow.processors().start();
        Flow.await("parked and applied", () -> store.deadLetters().size() == 10 && database.changes() == 20);
    }
}
