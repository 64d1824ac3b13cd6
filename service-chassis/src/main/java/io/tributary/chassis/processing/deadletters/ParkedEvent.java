package io.tributary.chassis.processing.deadletters;

import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.processing.Cause;
import java.time.Instant;

/**
 * An event that a processor could not handle, or that waits behind one in the same sequence, as it was stored or published.
 *
 * @param processor who could not handle it
 * @param sequence what it is in order with: its aggregate
 * @param partition the stretch of the stream it came from
 * @param event the event in the version it was stored in
 * @param failure why it is parked
 * @param parkedAt when it was parked first
 */
public record ParkedEvent(String processor, String sequence, String partition, EventRecord event, Failure failure, Instant parkedAt) {
    /**
     * Why an event is parked.
     *
     * @param cause name of the failure's {@link Cause}, the same for all that fail alike
     * @param message what the failure says of this event
     * @param attempts how often it was tried
     */
    public record Failure(String cause, String message, int attempts) {
        /** Cause of an event that was never tried, because one before it is parked. */
        public static final String WAITING = "waiting";
        private static final int MAX_MESSAGE = 2_000;

        public static Failure of(Throwable failure, int attempts) {
            var cause = Cause.of(failure);
            return new Failure(cause.name(), cause.text().substring(0, Math.min(cause.text().length(), MAX_MESSAGE)), attempts);
        }

        public static Failure waiting() {
            return new Failure(WAITING, "an earlier event of the same sequence is parked", 0);
        }
    }

    public ParkedEvent failedWith(Failure next) {
        return new ParkedEvent(processor, sequence, partition, event, next, parkedAt);
    }
}
