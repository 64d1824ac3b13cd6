package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.processing.runtime.RunningProcessor.Progress;
import io.tributary.chassis.processing.sharing.Behind;
import io.tributary.chassis.processing.sharing.Condition;
import io.tributary.chassis.processing.sharing.InstanceReport;
import io.tributary.chassis.processing.sharing.ProcessorState;
import io.tributary.chassis.processing.sharing.SegmentShare;
import io.tributary.chassis.processing.store.ProcessorTokens.SegmentState;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
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
    private volatile Supplier<Condition> condition = () -> new Condition(ProcessorState.STOPPED, null);

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
    void follow(Supplier<Map<Integer, EventTrackerStatus>> progress, Supplier<Condition> does) {
        handled = progress;
        condition = does;
    }

    CommittedBatches batches() {
        return tokens.batches();
    }

    private InstanceReport own() {
        return new InstanceReport(watch.behind(reached()), watch.heads(), watch.sawAll(partitions), condition.get());
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

    /** What is done to each segment by its holder; where nobody holds it or the holder is gone, what this instance does. */
    Map<Integer, Condition> conditions() {
        var said = share.conditions();
        var result = new TreeMap<Integer, Condition>();
        stored().forEach((segment, state) -> result.put(segment,
                state.holder() == null ? condition.get() : said.getOrDefault(state.holder(), condition.get())));
        return result;
    }

    /** Age of the oldest event that is not applied, 0 if there is none; empty while that is not known. */
    OptionalLong millis(Clock clock) {
        var behind = behind();
        return behind.oldest() != null || seesAll(known()) ? OptionalLong.of(behind.millis(clock)) : OptionalLong.empty();
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
        return seesAll(known) && known.segments().values().stream().allMatch(behind -> behind.events() == 0);
    }

    /** Whether the segments' holders have seen the end of everything: what arrives later, they know of. */
    private static boolean seesAll(InstanceReport known) {
        return known.complete() && known.segments().size() >= ProcessorFactory.VIEW_SEGMENTS;
    }

    Map<String, Long> heads() {
        return known().heads();
    }
}
