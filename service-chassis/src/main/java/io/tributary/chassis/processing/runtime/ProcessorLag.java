package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.processing.runtime.RunningProcessor.Progress;
import io.tributary.chassis.processing.sharing.Behind;
import io.tributary.chassis.processing.sharing.InstanceReport;
import io.tributary.chassis.processing.sharing.SegmentShare;
import io.tributary.chassis.processing.store.ProcessorTokens.SegmentState;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far one processor is behind, over all instances: the segments held here are measured, the others are as their holders said a second
 * ago, and one that nobody holds has stood still since it was last seen.
 */
final class ProcessorLag {
    private final String processor;
    private final int partitions;
    private final ProcessorWatch watch;
    private final SegmentTokens tokens;
    private final SegmentShare share;
    private volatile Supplier<Map<Integer, EventTrackerStatus>> handled = Map::of;

    ProcessorLag(String processor, int partitions, ProcessorWatch watch, SegmentTokens tokens) {
        this.processor = processor;
        this.partitions = partitions;
        this.watch = watch;
        this.tokens = tokens;
        this.share = new SegmentShare(processor, ProcessorFactory.VIEW_SEGMENTS, tokens.instances(), this::own);
    }

    SegmentShare share() {
        return share;
    }

    /** Tells how far this instance has come, token stored or not: one is stored at once only where there were rows to write. */
    void follow(Supplier<Map<Integer, EventTrackerStatus>> progress) {
        handled = progress;
    }

    CommittedBatches batches() {
        return tokens.batches();
    }

    private InstanceReport own() {
        return new InstanceReport(watch.behind(reached()), watch.heads(), watch.sawAll(partitions));
    }

    private Map<Integer, TrackingToken> reached() {
        var result = new TreeMap<>(tokens.held());
        handled.get().forEach(
                (segment, status) -> result.computeIfPresent(segment, (_, held) -> furthest(held, status.getTrackingToken())));
        return result;
    }

    private static TrackingToken furthest(TrackingToken held, @Nullable TrackingToken handled) {
        return handled == null ? held : handled.upperBound(held);
    }

    private InstanceReport known() {
        return own().with(share.others());
    }

    Map<Integer, SegmentState> stored() {
        return tokens.all(processor);
    }

    Map<Integer, Behind> bySegment() {
        var result = new TreeMap<>(known().segments());
        if (result.size() < ProcessorFactory.VIEW_SEGMENTS) {
            stored().forEach((segment, state) -> result.putIfAbsent(segment, unheld(segment, state)));
        }
        return result;
    }

    private Behind unheld(int segment, SegmentState state) {
        var known = state.token() == null ? Behind.NOTHING : watch.peek(state.token());
        return known.or(new Behind(0, state.seen()));
    }

    Behind behind() {
        return bySegment().values().stream().reduce(Behind.NOTHING, Behind::or);
    }

    Progress progress() {
        return watch.progress(behind().events());
    }

    int held() {
        return tokens.held().size();
    }

    boolean holdsFirst() {
        return tokens.held().containsKey(0);
    }

    /** Whether each segment's holder has seen the end of everything and applied it. */
    boolean caughtUp() {
        var known = known();
        return known.complete() && known.segments().size() >= ProcessorFactory.VIEW_SEGMENTS
                && known.segments().values().stream().allMatch(behind -> behind.events() == 0);
    }

    Map<String, Long> heads() {
        return known().heads();
    }
}
