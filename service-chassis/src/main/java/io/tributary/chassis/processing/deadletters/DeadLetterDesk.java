package io.tributary.chassis.processing.deadletters;

import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.Cause;
import io.tributary.chassis.processing.deadletters.DeadLetters.Place;
import io.tributary.chassis.processing.deadletters.ParkedEvent.Failure;
import io.tributary.chassis.processing.store.ConsumerStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries parked events again, in order, or gives them up. Upcasters apply anew, so a repaired build reads what an older one could not. */
public final class DeadLetterDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterDesk.class);
    private static final int AT_ONCE = 500;
    private final ConsumerStore store;
    private final RecordDecoder decoder;
    private final Function<String, Optional<Handlers>> handlers;
    private final int atOnce;

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
        this(store, decoder, handlers, AT_ONCE);
    }

    /** {@code atOnce}: how many sequences, or events of one, are read from the store at a time. */
    public DeadLetterDesk(ConsumerStore store, RecordDecoder decoder, Function<String, Optional<Handlers>> handlers, int atOnce) {
        this.atOnce = atOnce;
        this.store = store;
        this.decoder = decoder;
        this.handlers = handlers;
    }

    /** The first event of each sequence behind the place, at most {@code limit}. */
    public List<ParkedEvent> firsts(Place after, int limit) {
        return store.deadLetters().firsts(after, limit);
    }

    /** How many sequences there are by each cause. */
    public Map<String, Integer> sequencesByCause() {
        return store.deadLetters().sequencesByCause();
    }

    /** Retries each sequence there is, or each whose first event failed by the cause, once, and tells what it came to. */
    public void retryEach(@Nullable String cause, BiConsumer<ParkedEvent, Outcome> told) {
        var after = Place.START;
        while (true) {
            var firsts = firsts(after, atOnce);
            firsts.stream().filter(first -> cause == null || cause.equals(first.failure().cause())).forEach(
                    first -> told.accept(first, retry(first.processor(), first.sequence())));
            if (firsts.size() < atOnce) {
                return;
            }
            after = new Place(firsts.getLast().processor(), firsts.getLast().sequence());
        }
    }

    public List<ParkedEvent> sequence(String processor, String sequence) {
        return store.deadLetters().sequence(processor, sequence);
    }

    /** Handles the sequence's events one transaction each until it is empty, one fails again, or somebody else is at it. */
    public Outcome retry(String processor, String sequence) {
        int handled = 0;
        while (true) {
            var parked = store.deadLetters().sequence(processor, sequence, atOnce);
            if (parked.isEmpty()) {
                return new Outcome(handled, 0, null);
            }
            var tried = retryInOrder(parked);
            handled += tried.handled();
            if (tried.end() != null) {
                return new Outcome(handled, store.deadLetters().size(processor, sequence), tried.end());
            }
        }
    }

    /** What became of events read together; {@code end} says why it ends here, null: to be looked at again. */
    private record Some(int handled, @Nullable String end) {}

    private Some retryInOrder(List<ParkedEvent> parked) {
        int handled = 0;
        for (var next : parked) {
            switch (retryFirst(next)) {
                case Tried.Handled() -> handled++;
                case Tried.Failed(var failure) -> {
                    return new Some(handled, Cause.of(failure).toString());
                }
                case Tried.Taken() -> {
                    return new Some(handled, isStillFirst(next) ? "somebody else tries it now" : null);
                }
            }
        }
        return new Some(handled, null);
    }

    private sealed interface Tried {
        record Handled() implements Tried {}

        record Failed(Throwable failure) implements Tried {}

        /** By somebody else, who may have handled it by now. */
        record Taken() implements Tried {}
    }

    private boolean isStillFirst(ParkedEvent parked) {
        return store.deadLetters().sequence(parked.processor(), parked.sequence(), 1).stream().findFirst().filter(
                first -> first.event().id().equals(parked.event().id())).isPresent();
    }

    /** Removes events of one sequence without handling them; those that are not parked any more stay handled. */
    public void discard(List<ParkedEvent> parked) {
        store.transactions().executeInTransaction(() -> parked.forEach(event -> {
            if (store.deadLetters().holds(event.processor(), event.sequence())) {
                store.deadLetters().remove(event);
            }
        }));
    }

    private Tried retryFirst(ParkedEvent parked) {
        var running = handlers.apply(parked.processor());
        if (running.isEmpty()) {
            return new Tried.Failed(new IllegalStateException("processor " + parked.processor() + " does not run on this instance"));
        }
        var messages = decoder.decode(new GlobalSequenceTrackingToken(parked.event().place().position()), parked.partition(),
                parked.event());
        var unit = DefaultUnitOfWork.startAndGet(messages.getFirst());
        unit.attachTransaction(store.transactions());
        var result = unit.executeWithResult(() -> {
            if (!store.deadLetters().claimFirst(parked)) {
                return new Tried.Taken();
            }
            for (var message : messages) {
                running.get().handle(message);
            }
            store.deadLetters().remove(parked);
            return new Tried.Handled();
        });
        if (!result.isExceptional()) {
            return result.getPayload();
        }
        var failure = result.exceptionResult();
        LOG.warn("event {}, which processor {} has parked, failed again: {}", parked.event().id(), parked.processor(),
                Cause.of(failure).name(), failure);
        store.transactions().executeInTransaction(() -> store.deadLetters().failedAgain(
                parked.failedWith(Failure.of(failure, parked.failure().attempts() + 1))));
        return new Tried.Failed(failure);
    }
}
