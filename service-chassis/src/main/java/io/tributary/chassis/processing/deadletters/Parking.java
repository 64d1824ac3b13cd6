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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for one processor what happens to an event that fails: it is tried again with the whole batch, and when it has failed often
 * enough it is parked, with everything after it in its sequence. Other sequences go on. Failures of the surroundings are tried for ever.
 */
public final class Parking {
    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);
    private final String processor;
    private final DeadLetters letters;
    private final Attempts attempts;
    private final Clock clock;
    private final int maxAttempts;
    private final Map<Integer, Set<String>> parkedSequences = new ConcurrentHashMap<>();
    private final Map<Integer, Failed> lastFailed = new ConcurrentHashMap<>();

    /** Parts of a split event share its id. */
    private record Failed(String eventId, int part, int times) {}

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
        if (mightBeParked(segment, sequence) && letters.holds(processor, sequence)) {
            letters.park(parked(event, sequence, Failure.waiting()));
            return;
        }
        int failedBefore = timesFailed(segment, event);
        try {
            if (failedBefore > 0) {
                attempts.attempt(handler);
                lastFailed.remove(segment);
            } else {
                handler.run();
            }
        } catch (Exception e) {
            afterFailure(event, sequence, segment, failedBefore + 1, e);
        }
    }

    private void afterFailure(EventMessage<?> event, String sequence, int segment, int times, Exception failure) throws Exception {
        // On its first failure the event ran without a savepoint: what it wrote can only be undone with its batch.
        if (Transient.is(failure) || times < Math.max(2, maxAttempts)) {
            lastFailed.put(segment, new Failed(event.getIdentifier(), part(event), times));
            throw failure;
        }
        letters.park(parked(event, sequence, Failure.of(failure, times)));
        parkedSequences.computeIfAbsent(segment, _ -> load()).add(sequence);
        lastFailed.remove(segment);
        LOG.error("processor {} parks event {} and what follows it in sequence {}", processor, event.getIdentifier(), sequence, failure);
    }

    private int timesFailed(int segment, EventMessage<?> event) {
        var failed = lastFailed.get(segment);
        return failed != null && failed.eventId().equals(event.getIdentifier()) && failed.part() == part(event) ? failed.times() : 0;
    }

    private static int part(EventMessage<?> event) {
        return EventPosition.of(event).map(EventPosition::part).orElse(0);
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
