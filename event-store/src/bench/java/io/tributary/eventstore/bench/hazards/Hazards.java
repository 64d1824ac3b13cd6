package io.tributary.eventstore.bench.hazards;

import io.tributary.eventstore.bench.hazards.Cable.Cut;
import io.tributary.eventstore.bench.hazards.Contender.Stall;
import io.tributary.eventstore.bench.hazards.Hazard.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.DomainEventMessage;

/** The hazards, by name. */
final class Hazards {
    private static final int TIMES = 10;
    /** Longer than the stock engines' pause of a second between two looks at the store. */
    private static final long LOOKS_MILLIS = 1500;
    private static final long QUIET_MILLIS = 4000;

    private Hazards() {}

    static Map<String, Hazard> all() {
        Map<String, Hazard> hazards = new LinkedHashMap<>();
        hazards.put("clock of one writer 30 s behind", shifted(Duration.ofSeconds(-30)));
        hazards.put("clock of one writer 30 s ahead", shifted(Duration.ofSeconds(30)));
        hazards.put("clock of one writer 1 h behind", shifted(Duration.ofHours(-1)));
        hazards.put("clock of one writer 1 h ahead", shifted(Duration.ofHours(1)));
        hazards.put("made 75 s before it is stored", shifted(Duration.ofSeconds(-75)));
        hazards.put("commit stalled for 75 s, reader restarted", Hazards::longStall);
        hazards.put("acknowledgement lost after the insert", new LostWires(Cut.BEFORE_THE_ANSWER));
        hazards.put("connection cut in the middle of a batch", new LostWires(Cut.IN_THE_MESSAGE));
        hazards.put("second aggregate of a commit collides", Hazards::collision);
        return hazards;
    }

    /** An honest writer stands still before its commit while one with another clock commits behind it and is read. */
    private static Hazard shifted(Duration clock) {
        return contender -> {
            var ids = new ArrayList<String>();
            try (var reader = new Reader(contender.other(), contender.other().createHeadToken())) {
                for (int i = 0; i < TIMES; i++) {
                    var stalled = Contender.event(Instant.now());
                    var shifted = Contender.event(Instant.now().plus(clock));
                    var stall = new Stall();
                    var slow = Thread.ofPlatform().start(() -> Contender.publishSlowly(contender.writer(), stalled, stall));
                    stall.awaitReached();
                    Contender.publish(contender.other(), List.of(shifted));
                    reader.sees(shifted.getIdentifier(), LOOKS_MILLIS);
                    stall.end();
                    slow.join();
                    ids.add(stalled.getIdentifier());
                    ids.add(shifted.getIdentifier());
                }
                reader.awaitQuiet(QUIET_MILLIS);
                return lost(ids, reader);
            }
        };
    }

    /** In real time: a commit hangs for 75 s, and a reader starts again while it does. */
    private static Outcome longStall(Contender contender) throws Exception {
        var token = contender.other().createHeadToken();
        var ids = new ArrayList<String>();
        var stalls = new ArrayList<Stall>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < TIMES; i++) {
            var stalled = Contender.event(Instant.now());
            var stall = new Stall();
            threads.add(Thread.ofPlatform().start(() -> Contender.publishSlowly(contender.writer(), stalled, stall)));
            stall.awaitReached();
            var quick = Contender.event(Instant.now());
            Contender.publish(contender.other(), List.of(quick));
            ids.addAll(List.of(stalled.getIdentifier(), quick.getIdentifier()));
            stalls.add(stall);
        }
        Thread.sleep(Duration.ofSeconds(70));
        try (var reader = new Reader(contender.other(), token)) {
            reader.awaitQuiet(LOOKS_MILLIS * 2);
            stalls.forEach(Stall::end);
            for (var thread : threads) {
                thread.join();
            }
            reader.awaitQuiet(QUIET_MILLIS);
            return lost(ids, reader);
        }
    }

    private static Outcome lost(List<String> ids, Reader reader) {
        if (reader.doubled() > 0) {
            throw new IllegalStateException(reader.doubled() + " events arrived twice");
        }
        return new Outcome(ids.size(), (int) ids.stream().filter(id -> !reader.saw(id)).count());
    }

    /** A commit of two aggregates of which the second is taken must leave nothing of the first. */
    private static Outcome collision(Contender contender) {
        int half = 0;
        for (int i = 0; i < TIMES; i++) {
            var taken = UUID.randomUUID().toString();
            var fresh = UUID.randomUUID().toString();
            Contender.publish(contender.writer(), List.of(Contender.event(taken, 0, Instant.now())));
            List<DomainEventMessage<?>> both = List.of(Contender.event(fresh, 0, Instant.now()), Contender.event(taken, 0, Instant.now()));
            try {
                Contender.publish(contender.other(), both);
                throw new IllegalStateException("a second creation of the same aggregate was accepted");
            } catch (AxonException refused) {
                half += contender.stored(List.of(fresh)).size();
            }
        }
        return new Outcome(TIMES, half);
    }
}
