package io.tributary.chassis.processing.store;

import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/** Axon's token store, and what a person who watches or retires a processor needs besides. */
public interface ProcessorTokens extends TokenStore {
    /**
     * A segment as stored.
     *
     * @param token how far it has come, null before the start
     * @param holder the instance that holds or last held it
     * @param seen when a holder last said so or stored a token; null if none ever did
     */
    record SegmentState(@Nullable TrackingToken token, @Nullable String holder, @Nullable Instant seen) {}

    /** The processor's segments, without claiming any. */
    Map<Integer, SegmentState> segments(String processor);

    /** Deletes all tokens of the processor, whoever holds them: an instance that still runs it can write no more. */
    void retire(String processor);

    /** Who runs which processor; this instance under the name by which it holds its claims. */
    Instances instances();
}
