package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk.Outcome;
import io.tributary.chassis.processing.deadletters.DeadLetters;
import io.tributary.chassis.processing.deadletters.DeadLetters.Place;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.sample.ParcelEvent.ParcelSent;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

/** Two people try the same parked events at the same time, on any database. */
abstract class OperatingTogetherContract {
    static final String PROCESSOR = "watch-parcels";
    static final String SEQUENCE = Parcels.parcel(1).text();
    final List<String> handled = new ArrayList<>();
    private final CompletableFuture<Outcome> second = new CompletableFuture<>();

    abstract ConsumerStore store();

    /** Whether a caller waits in the database for somebody else's transaction. */
    abstract boolean someoneWaits();

    @Test
    void each_event_is_handled_once_and_in_order() throws Exception {
        store().deadLetters().park(parked(1));
        store().deadLetters().park(parked(2));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcome = desk(threads).retry(PROCESSOR, SEQUENCE);
            assertThat(outcome.handled()).isPositive();
            assertThat(outcome.handled() + second.get().handled()).isEqualTo(2);
        }
        assertThat(handled).containsExactly("1", "2");
        assertThat(store().deadLetters().size()).isZero();
    }

    @Test
    void what_failed_can_be_tried_again_at_once() {
        store().deadLetters().park(parked(1));
        var failing = new DeadLetterDesk(store(), Flow.DECODER, _ -> Optional.of(_ -> {
            throw new IllegalArgumentException("no");
        }));
        assertThat(failing.retry(PROCESSOR, SEQUENCE).remaining()).isEqualTo(1);
        assertThat(failing.retry(PROCESSOR, SEQUENCE).error()).contains("no");
        assertThat(store().deadLetters().sequence(PROCESSOR, SEQUENCE, 1).getFirst().failure().attempts()).isEqualTo(4);
    }

    @Test
    void every_sequence_is_listed_counted_and_retried_once_however_few_are_read_at_a_time() {
        for (int sequence = 1; sequence <= 5; sequence++) {
            park(sequence, 1, sequence % 2 == 0 ? "even" : "odd");
            park(sequence, 2, ParkedEvent.Failure.WAITING);
        }
        assertThat(store().deadLetters().sequencesByCause()).isEqualTo(Map.of("even", 2, "odd", 3));
        var page = store().deadLetters().firsts(Place.START, 2);
        assertThat(page).extracting(ParkedEvent::sequence).containsExactly("s1", "s2");
        assertThat(store().deadLetters().firsts(new Place(PROCESSOR, "s2"), 9)).extracting(ParkedEvent::sequence).containsExactly("s3",
                "s4", "s5");
        var retried = new ArrayList<String>();
        var desk = new DeadLetterDesk(store(), Flow.DECODER, _ -> Optional.of(event -> {
            note(event);
            if (event.getIdentifier().startsWith("1-s3")) {
                throw new IllegalArgumentException("no");
            }
        }), 2);
        desk.retryEach("even", (first, outcome) -> retried.add(first.sequence() + " " + outcome.handled()));
        assertThat(retried).containsExactly("s2 2", "s4 2");
        desk.retryEach(null, (first, outcome) -> retried.add(first.sequence() + " " + outcome.handled()));
        assertThat(retried).containsExactly("s2 2", "s4 2", "s1 2", "s3 0", "s5 2");
        assertThat(store().deadLetters().size()).isEqualTo(2);
    }

    @Test
    void thousands_of_one_sequence_are_retried_in_order_without_reading_those_behind_again_and_again() {
        int many = 2_000;
        for (int number = 1; number <= many; number++) {
            store().deadLetters().park(parked(number));
        }
        var read = new AtomicLong();
        var order = new ArrayList<Long>();
        var desk = new DeadLetterDesk(counting(read), Flow.DECODER, _ -> Optional.of(
                event -> order.add(EventPosition.of(event).orElseThrow().position())));
        assertThat(desk.retry(PROCESSOR, SEQUENCE)).isEqualTo(new Outcome(many, 0, null));
        assertThat(order).isEqualTo(LongStream.rangeClosed(1, many).boxed().toList());
        assertThat(read).hasValue(many);
    }

    private ConsumerStore counting(AtomicLong read) {
        var of = store();
        var letters = (DeadLetters) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{DeadLetters.class},
                (_, method, arguments) -> {
                    var result = method.invoke(of.deadLetters(), arguments);
                    read.addAndGet(result instanceof List<?> events ? events.size() : 0);
                    return result;
                });
        return new ConsumerStore(of.tokens(), of.transactions(), of.attempts(), of.generations(), of.rows(), letters, of.documents());
    }

    private void park(int sequence, int number, String cause) {
        var like = parked(number).event();
        var event = new EventRecord(number + "-s" + sequence, like.type(), like.version(), like.time(), like.aggregateType(),
                "s" + sequence, number, like.place(), like.metadata(), like.payload());
        store().deadLetters().park(new ParkedEvent(PROCESSOR, "s" + sequence, "parcel.events/0", event,
                new ParkedEvent.Failure(cause, "message", 1), Instant.parse("2026-01-02T03:04:05Z")));
    }

    private DeadLetterDesk desk(Executor threads) {
        return new DeadLetterDesk(store(), Flow.DECODER, _ -> Optional.of(event -> {
            if (handled.isEmpty()) {
                letSomebodyElseTry(threads);
            }
            note(event);
        }));
    }

    private void letSomebodyElseTry(Executor threads) {
        var other = new DeadLetterDesk(store(), Flow.DECODER, _ -> Optional.of(this::note));
        second.completeAsync(() -> other.retry(PROCESSOR, SEQUENCE), threads);
        Flow.await("the other one is turned away or waits", () -> second.isDone() || someoneWaits());
    }

    final synchronized void note(EventMessage<?> event) {
        handled.add(String.valueOf(event.getIdentifier()).substring(0, 1));
    }

    static ParkedEvent parked(int number) {
        var place = new LogPlace("parcel", "log", 1, number, number - 1L);
        var event = new EventRecord(number + "-" + UUID.randomUUID(), "parcel.sent", "1", Instant.parse("2026-01-02T03:04:05Z"), "parcel",
                SEQUENCE, number, place, "{}".getBytes(StandardCharsets.UTF_8),
                Parcels.CODEC.encode(new ParcelSent(Parcels.parcel(1))));
        return new ParkedEvent(PROCESSOR, SEQUENCE, "parcel.events/0", event, new ParkedEvent.Failure("cause", "message", 2),
                Instant.parse("2026-01-02T03:04:05Z"));
    }
}
