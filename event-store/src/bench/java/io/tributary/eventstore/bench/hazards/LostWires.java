package io.tributary.eventstore.bench.hazards;

import io.tributary.eventstore.bench.hazards.Cable.Cut;
import io.tributary.eventstore.bench.hazards.Hazard.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Cuts the writer's connection in each of its commits of two events. The caller believes what it is told: an event counts as lost if it
 * was acknowledged and is not stored, or was refused and is.
 */
final class LostWires implements Hazard {
    private static final int TIMES = 10;
    private final Cut cut;

    LostWires(Cut cut) {
        this.cut = cut;
    }

    @Override
    public Outcome befalls(Contender contender) {
        int wrong = 0;
        for (int i = 0; i < TIMES; i++) {
            var aggregate = UUID.randomUUID().toString();
            List<DomainEventMessage<?>> commit = List.of(Contender.event(aggregate, 0, Instant.now()),
                    Contender.event(aggregate, 1, Instant.now()));
            contender.cable().cutAt(aggregate, cut);
            boolean acknowledged = isAcknowledged(contender, commit);
            if (contender.cable().isWhole()) {
                throw new IllegalStateException("nothing was cut of " + contender.name());
            }
            int stored = contender.stored(List.of(aggregate)).size();
            wrong += acknowledged ? commit.size() - stored : stored;
        }
        return new Outcome(2 * TIMES, wrong);
    }

    private static boolean isAcknowledged(Contender contender, List<DomainEventMessage<?>> commit) {
        try {
            Contender.publish(contender.cabled(), commit);
            return true;
        } catch (RuntimeException failed) {
            return false;
        }
    }
}
