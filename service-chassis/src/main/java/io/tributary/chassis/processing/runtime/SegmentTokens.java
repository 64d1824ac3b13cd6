package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.kafka.TopicToken;
import io.tributary.chassis.processing.store.Instances;
import io.tributary.chassis.processing.store.ProcessorTokens;
import io.tributary.chassis.processing.store.ProcessorTokens.SegmentState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one processor's segments as far as this instance holds them. A stream reopened over several topics may interleave its
 * partitions in another way than the one a segment was read from before, and then its tokens step back in one partition while they go on in
 * another. So a segment's token here only ever grows, partition by partition, and tells which events the segment has had.
 */
final class SegmentTokens implements TokenStore {
    private static final String BATCH = SegmentTokens.class.getName() + ".batch";
    private final ProcessorTokens stored;
    private final Map<Integer, TrackingToken> held = new ConcurrentHashMap<>();
    private final CommittedBatches batches = new CommittedBatches();

    SegmentTokens(ProcessorTokens stored) {
        this.stored = stored;
    }

    /** Whether the segment handled the event before: in a transaction that was committed, or in the present one. */
    boolean handled(int segment, EventMessage<?> event) {
        var position = EventPosition.of(event);
        var partition = EventPosition.partitionOf(event);
        if (position.isEmpty() || partition.isEmpty()) {
            return false;
        }
        return reachedByBatch(partition.get(), position.get()) || held.get(segment) instanceof TopicToken token
                && token.lastOf(TopicToken.partition(partition.get())) >= position.get().position();
    }

    private static boolean reachedByBatch(String partition, EventPosition event) {
        Batch batch = CurrentUnitOfWork.get().root().getOrComputeResource(BATCH, _ -> new Batch());
        batch.keys.add(event.key());
        var reached = batch.reached;
        var last = reached.get(partition);
        if (last != null && (last.position() > event.position() || last.position() == event.position() && last.part() >= event.part())) {
            return true;
        }
        reached.put(partition, event);
        return false;
    }

    /** The events that a segment takes in one transaction. */
    private static final class Batch {
        /** The last of each partition. */
        private final Map<String, EventPosition> reached = new HashMap<>();
        /** Their aggregates. */
        private final Set<String> keys = new HashSet<>();
    }

    CommittedBatches batches() {
        return batches;
    }

    /** The tokens of the segments that this instance holds. */
    Map<Integer, TrackingToken> held() {
        return Map.copyOf(held);
    }

    /** All segments as stored, those of other instances too. */
    Map<Integer, SegmentState> all(String processor) {
        return stored.segments(processor);
    }

    Instances instances() {
        return stored.instances();
    }

    /** The last position that the token has passed in the partition. */
    static long reached(@Nullable TrackingToken token, String partition) {
        return switch (token) {
            case TopicToken topics -> topics.lastOf(TopicToken.partition(partition));
            case GlobalSequenceTrackingToken log -> log.getGlobalIndex();
            case null, default -> -1;
        };
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        var grown = token;
        if (token instanceof TopicToken topics && held.get(segment) instanceof TopicToken before) {
            grown = topics.upperBound(before);
        }
        stored.storeToken(grown, processor, segment);
        rememberOnceCommitted(segment, grown);
    }

    // Tokens are stored before the batch's rows: until both are committed its events are not handled, and not to be left out of any lag.
    private void rememberOnceCommitted(int segment, @Nullable TrackingToken token) {
        if (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().afterCommit(work -> {
                remember(segment, token);
                batches.add(work.getOrComputeResource(BATCH, _ -> new Batch()).keys);
            });
        } else {
            remember(segment, token);
        }
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        var token = stored.fetchToken(processor, segment);
        remember(segment, token);
        return token;
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, Segment segment) {
        return fetchToken(processor, segment.getSegmentId());
    }

    private void remember(int segment, @Nullable TrackingToken token) {
        if (token == null) {
            held.remove(segment);
        } else {
            held.put(segment, token);
        }
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        held.remove(segment);
        stored.releaseClaim(processor, segment);
    }

    @Override
    public void extendClaim(String processor, int segment) {
        stored.extendClaim(processor, segment);
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount) {
        stored.initializeTokenSegments(processor, segmentCount);
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount, @Nullable TrackingToken token) {
        stored.initializeTokenSegments(processor, segmentCount, token);
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        stored.initializeSegment(token, processor, segment);
    }

    @Override
    public void deleteToken(String processor, int segment) {
        stored.deleteToken(processor, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return stored.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String processor) {
        return stored.fetchSegments(processor);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        return stored.fetchAvailableSegments(processor);
    }
}
