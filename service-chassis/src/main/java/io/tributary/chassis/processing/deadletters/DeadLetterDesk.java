package io.tributary.chassis.processing.deadletters;

import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.deadletters.ParkedEvent.Failure;
import io.tributary.chassis.processing.store.ConsumerStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Tries parked events again, in order, or gives them up. Upcasters apply anew, so a repaired build reads what an older one could not. */
public final class DeadLetterDesk {
    private static final int MAX_LISTED = 10_000;
    private final ConsumerStore store;
    private final RecordDecoder decoder;
    private final Function<String, Optional<Handlers>> handlers;

    /** Calls a processor's handlers within the current unit of work. */
    @FunctionalInterface
    public interface Handlers {
        void handle(EventMessage<?> event) throws Exception;
    }

    /**
     * What a retry came to.
     *
     * @param handled events that are handled now and no longer parked
     * @param remaining events of the sequence that are still parked
     * @param error why the first of them failed again
     */
    public record Outcome(int handled, int remaining, @Nullable String error) {}

    /** {@code handlers} finds those of a processor that this instance runs. */
    public DeadLetterDesk(ConsumerStore store, RecordDecoder decoder, Function<String, Optional<Handlers>> handlers) {
        this.store = store;
        this.decoder = decoder;
        this.handlers = handlers;
    }

    public List<ParkedEvent> all() {
        return store.deadLetters().all(MAX_LISTED);
    }

    public List<ParkedEvent> sequence(String processor, String sequence) {
        return store.deadLetters().sequence(processor, sequence);
    }

    /** Handles the sequence's events one transaction each until it is empty or one fails again. */
    public Outcome retry(String processor, String sequence) {
        int handled = 0;
        while (true) {
            var parked = sequence(processor, sequence);
            if (parked.isEmpty()) {
                return new Outcome(handled, 0, null);
            }
            var failure = retryFirst(parked.getFirst());
            if (failure != null) {
                return new Outcome(handled, parked.size(), failure.toString());
            }
            handled++;
        }
    }

    /** Removes the first event of the sequence without handling it, or all of them. */
    public void discard(String processor, String sequence, boolean all) {
        store.transactions().executeInTransaction(() -> {
            var letters = store.deadLetters();
            if (letters.holds(processor, sequence)) {
                letters.sequence(processor, sequence).stream().limit(all ? Long.MAX_VALUE : 1).forEach(letters::remove);
            }
        });
    }

    private @Nullable Throwable retryFirst(ParkedEvent parked) {
        var running = handlers.apply(parked.processor());
        if (running.isEmpty()) {
            return new IllegalStateException("processor " + parked.processor() + " does not run on this instance");
        }
        var messages = decoder.decode(new GlobalSequenceTrackingToken(parked.event().place().position()), parked.partition(),
                parked.event());
        var unit = DefaultUnitOfWork.startAndGet(messages.getFirst());
        unit.attachTransaction(store.transactions());
        var result = unit.executeWithResult(() -> {
            store.deadLetters().holds(parked.processor(), parked.sequence());
            for (var message : messages) {
                running.get().handle(message);
            }
            store.deadLetters().remove(parked);
            return messages.size();
        });
        if (!result.isExceptional()) {
            return null;
        }
        var failure = result.exceptionResult();
        store.transactions().executeInTransaction(() -> store.deadLetters().failedAgain(
                parked.failedWith(Failure.of(failure, parked.failure().attempts() + 1))));
        return failure;
    }
}
