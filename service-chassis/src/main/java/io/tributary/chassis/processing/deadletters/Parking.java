package io.tributary.chassis.processing.deadletters;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.deadletters.ParkedEvent.Failure;
import io.tributary.chassis.processing.store.Attempts;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for one processor what happens to an event that fails. A batch that failed, by a handler or by what was written at its end, is
 * tried again event by event, each with a savepoint: so the one that fails is known, and when it has failed often enough it is parked, with
 * everything after it in its sequence. Other sequences go on. Failures of the surroundings are tried for ever.
 */
public final class Parking {
    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);
    private final String processor;
    private final DeadLetters letters;
    private final Attempts attempts;
    private final Clock clock;
    private final int maxAttempts;
    private final Map<Integer, Set<String>> parkedSequences = new ConcurrentHashMap<>();
    /** Segments that handle event by event, because a batch failed, and how often each event has failed so. */
    private final Map<Integer, Map<Event, Integer>> failures = new ConcurrentHashMap<>();

    /** Parts of a split event share its id. */
    private record Event(String id, int part) {
        static Event of(EventMessage<?> message) {
            return new Event(message.getIdentifier(), EventPosition.of(message).map(EventPosition::part).orElse(0));
        }
    }

    public Parking(String processor, DeadLetters letters, Attempts attempts, Clock clock, int maxAttempts) {
        this.processor = processor;
        this.letters = letters;
        this.attempts = attempts;
        this.clock = clock;
        this.maxAttempts = maxAttempts;
    }

    /**
     * Runs the handler, or parks the event.
     *
     * @throws Exception if the batch is to be tried again
     */
    public void handle(EventMessage<?> event, String sequence, int segment, Attempts.Attempt handler) throws Exception {
        if (mightBeParked(segment, sequence) && letters.parkBehind(parked(event, sequence, Failure.waiting()))) {
            return;
        }
        watchBatch(segment);
        var failed = failures.get(segment);
        if (failed == null) {
            handler.run();
            return;
        }
        try {
            attempts.attempt(() -> inUnitOfItsOwn(event, handler));
        } catch (Exception e) {
            if (Transient.is(e)) {
                throw e;
            }
            // Once before, the whole batch failed.
            int times = failed.merge(Event.of(event), 2, (before, _) -> before + 1);
            if (times < maxAttempts) {
                throw e;
            }
            var failure = Failure.of(e, times);
            park(event, sequence, segment, failure);
            LOG.error("processor {} parks event {} and what follows it in sequence {}: {}", processor, event.getIdentifier(), sequence,
                    failure.cause(), e);
        }
    }

    /** What the handler leaves to the end of its unit of work is done with this event alone. */
    private static void inUnitOfItsOwn(EventMessage<?> event, Attempts.Attempt handler) throws Exception {
        var result = DefaultUnitOfWork.startAndGet(event).executeWithResult(() -> {
            handler.run();
            return event;
        });
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof Exception e ? e : new IllegalStateException(result.exceptionResult());
        }
    }

    private void watchBatch(int segment) {
        var batch = CurrentUnitOfWork.get().root();
        batch.getOrComputeResource("parking of " + processor, _ -> {
            batch.onRollback(failed -> batchFailed(segment, failed));
            batch.afterCommit(_ -> batchSucceeded(segment));
            return this;
        });
    }

    /** Where one was parked, others may follow: the next batch is tried event by event as well, at once instead of after a failure. */
    private void batchSucceeded(int segment) {
        failures.computeIfPresent(segment, (_, failed) -> failed.isEmpty() ? null : new ConcurrentHashMap<>());
    }

    private void batchFailed(int segment, UnitOfWork<?> batch) {
        var result = batch.getExecutionResult();
        if (result == null || !result.isExceptionResult() || !Transient.is(result.getExceptionResult())) {
            failures.computeIfAbsent(segment, _ -> new ConcurrentHashMap<>());
        }
    }

    private void park(EventMessage<?> event, String sequence, int segment, Failure failure) {
        letters.park(parked(event, sequence, failure));
        parkedSequences.computeIfAbsent(segment, _ -> load()).add(sequence);
    }

    private boolean mightBeParked(int segment, String sequence) {
        return parkedSequences.computeIfAbsent(segment, _ -> load()).contains(sequence);
    }

    private Set<String> load() {
        Set<String> known = ConcurrentHashMap.newKeySet();
        known.addAll(letters.sequences(processor));
        return known;
    }

    /** Called when the segment is given up: another instance may park in it from now on. */
    public void released(int segment) {
        parkedSequences.remove(segment);
    }

    private ParkedEvent parked(EventMessage<?> event, String sequence, Failure failure) {
        return new ParkedEvent(processor, sequence, EventPosition.partitionOf(event).orElse(""), RecordDecoder.recordOf(event), failure,
                clock.instant());
    }
}
