package io.tributary.chassis.processing.ownlog;

import io.tributary.chassis.kafka.Arrivals;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException.TokenBeyondHead;
import java.util.function.Supplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** The service's own log as a stream whose events carry their position, like those of a topic. Readers are woken when the head moves. */
public final class OwnLogSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final String owner;
    private final CommitLog log;
    private final RecordDecoder decoder;
    private final Supplier<Arrivals> arrivals;

    /** @param arrivals is told, by each stream that is opened, what it reads */
    public OwnLogSource(String owner, CommitLog log, RecordDecoder decoder, Supplier<Arrivals> arrivals) {
        this.owner = owner;
        this.log = log;
        this.decoder = decoder;
        this.arrivals = arrivals;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        long next = 0;
        if (token != null) {
            next = ((GlobalSequenceTrackingToken) WrappedToken.unwrapLowerBound(token)).getGlobalIndex() + 1;
        }
        if (next > log.head().nextPosition() && next > log.refreshedHead().nextPosition()) {
            throw new TokenBeyondHead(next - 1, log.head());
        }
        return new OwnLogStream(owner, log, decoder, arrivals.get(), next);
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(-1);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.refreshedHead().nextPosition() - 1);
    }
}
