package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk.Outcome;
import io.tributary.chassis.processing.deadletters.DeadLetters.Place;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Test;

/** A policy that fails at one parcel's events each time, on any database. */
abstract class PoisonEventOfAPolicyContract {
    private static final String POLICY = "when-anything-then-note";
    private static final int PARCELS = 8;
    private static final int BROKEN = 3;
    private final String owner = Parcels.freshOwner();
    private final ParcelDatabase database;

    PoisonEventOfAPolicyContract(ParcelDatabase database) {
        this.database = database;
    }

    private static final class WhenAnythingThenNote {
        private final Map<String, List<String>> noted = new ConcurrentHashMap<>();
        private volatile boolean broken = true;

        @EventHandler
        void on(ParcelEvent event) {
            if (broken && event.parcelId().equals(Parcels.parcel(BROKEN))) {
                throw new IllegalStateException("nobody answers for this parcel");
            }
            noted.computeIfAbsent(event.parcelId().text(), _ -> new CopyOnWriteArrayList<>()).add(event.getClass().getSimpleName());
        }

        List<String> of(int parcel) {
            return noted.getOrDefault(Parcels.parcel(parcel).text(), List.of());
        }
    }

    @Test
    void it_is_parked_after_some_attempts_holds_back_its_own_sequence_only_and_is_retried_in_order() {
        var policy = new WhenAnythingThenNote();
        var store = database.instance(Duration.ofSeconds(10));
        try (database;
                var log = database.openLog();
                var publisher = Publishing.of(owner, log, store);
                var flow = Flow.of(store, database.definition(owner),
                        new PolicyDefinition(POLICY, EventSource.topics(owner), policy)).started()) {
            var desk = new DeadLetterDesk(store, Flow.DECODER, name -> flow.processors().running(name).map(
                    running -> running::handleAgain));
            var broken = Parcels.parcel(BROKEN).text();
            publisher.started();
            publish(new Parcels(log));
            Flow.await("the others are noted, and all of the one is parked", Duration.ofMinutes(1), () -> othersAreNoted(policy)
                    && desk.sequence(POLICY, broken).size() == 3);
            assertThat(desk.sequence(POLICY, broken)).extracting(ParkedEvent::failure).extracting(
                    ParkedEvent.Failure::attempts).containsExactly(5, 0, 0);
            assertThat(desk.firsts(Place.START, 10)).hasSize(1);
            assertThat(desk.retry(POLICY, broken)).matches(still -> still.handled() == 0 && still.remaining() == 3);
            policy.broken = false;
            assertThat(desk.retry(POLICY, broken)).isEqualTo(new Outcome(3, 0, null));
            assertThat(policy.of(BROKEN)).isEqualTo(policy.of(0));
            new Parcels(log).append(new ParcelSent(Parcels.parcel(BROKEN)));
            Flow.await("what follows is handled", () -> policy.of(BROKEN).size() == 4);
        }
    }

    private static void publish(Parcels parcels) {
        for (int i = 0; i < PARCELS; i++) {
            parcels.packed(i, "label");
        }
        for (int i = 0; i < PARCELS; i++) {
            parcels.relabelled(i, "another");
            parcels.sent(i);
        }
    }

    private static boolean othersAreNoted(WhenAnythingThenNote policy) {
        for (int i = 0; i < PARCELS; i++) {
            if (i != BROKEN && !policy.of(i).equals(List.of("ParcelPacked", "ParcelRelabelled", "ParcelSent"))) {
                return false;
            }
        }
        return policy.of(BROKEN).isEmpty();
    }
}
