package io.tributary.chassis.processing.sharing;

import io.tributary.chassis.processing.store.Instances;
import io.tributary.chassis.processing.store.Instances.Instance;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;

/**
 * How many of a processor's segments this instance may hold: the shares of all instances that run it add up to exactly all segments. Asked
 * about once a second by the processor, which by that says that it is alive: one that is stopped, paused or cut off from the database is
 * not counted any more when its claims lapse, and the others' shares grow.
 */
public final class SegmentShare implements MaxSegmentProvider {
    private static final long FRESH_NANOS = Duration.ofMillis(500).toNanos();
    private final String processor;
    private final int segments;
    private final Instances instances;
    private final Supplier<InstanceReport> own;
    private volatile Seen seen;
    private volatile boolean begun;

    private record Seen(long atNanos, int share, InstanceReport others) {}

    /** {@code own} is told to the other instances. */
    public SegmentShare(String processor, int segments, Instances instances, Supplier<InstanceReport> own) {
        this.processor = processor;
        this.segments = segments;
        this.instances = instances;
        this.own = own;
        this.seen = new Seen(System.nanoTime() - FRESH_NANOS, segments, InstanceReport.NONE);
    }

    /** Called before the processor starts; until then this instance is not counted. */
    public void begin() {
        begun = true;
    }

    @Override
    public int getMaxSegments(String name) {
        if (begun && System.nanoTime() - seen.atNanos() >= FRESH_NANOS) {
            instances.beat(processor, own.get().text());
            seen = see(instances.alive(processor));
        }
        return seen.share();
    }

    private Seen see(List<Instance> alive) {
        var ids = alive.stream().map(Instance::id).sorted().toList();
        int rank = ids.indexOf(instances.self());
        int share = rank < 0 ? 0 : segments / ids.size() + (rank < segments % ids.size() ? 1 : 0);
        var others = alive.stream().filter(instance -> !instance.id().equals(instances.self())).map(
                instance -> InstanceReport.parse(instance.report())).reduce(InstanceReport.NONE, InstanceReport::with);
        return new Seen(System.nanoTime(), share, others);
    }

    /** What the other instances said a second ago. */
    public InstanceReport others() {
        return seen.others();
    }

    /** What each instance that runs the processor last said it does there, by the instance's id. */
    public Map<String, Condition> conditions() {
        var result = new HashMap<String, Condition>();
        instances.alive(processor).forEach(instance -> {
            var condition = InstanceReport.parse(instance.report()).condition();
            if (condition != null) {
                result.put(instance.id(), condition);
            }
        });
        result.computeIfPresent(instances.self(), (_, _) -> own.get().condition());
        return result;
    }

    /** Called when this instance runs the processor no more: the others need not wait until it is counted out. */
    public void leave() {
        begun = false;
        instances.leave(processor);
    }
}
