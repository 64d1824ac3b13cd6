package io.tributary.chassis.operations.watch;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.sharing.Behind;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.publishing.EventPublisher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What the processors and the publisher of this instance said last. Asked anew every second on a thread of its own, so that neither health
 * nor metrics wait for a database; while that does not succeed, everything counts as standing still since it last did.
 */
final class Figures implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private final Processors processors;
    private final ConsumerStore store;
    private final @Nullable EventPublisher publisher;
    private final Clock clock;
    private volatile Seen seen;
    private volatile Runnable afterwards = () -> {};
    private volatile @Nullable ScheduledExecutorService thread;

    record Segment(String processor, int number) {}

    /**
     * What was seen at one moment.
     *
     * @param behind how far each segment is behind, of whichever instance
     * @param parked how many sequences each processor has parked
     * @param aside processors that fill or feed a generation nobody reads
     * @param published position of the next event to publish
     */
    record Seen(Instant at, Map<Segment, Behind> behind, Map<String, Integer> parked, Set<String> aside, long published) {}

    Figures(Processors processors, ConsumerStore store, @Nullable EventPublisher publisher, Clock clock) {
        this.processors = processors;
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
        this.seen = new Seen(clock.instant(), Map.of(), Map.of(), Set.of(), 0);
    }

    /** Called after each look, on the same thread. */
    void afterwards(Runnable work) {
        afterwards = work;
    }

    Seen seen() {
        return seen;
    }

    /** How long the segment's oldest open event has waited by now. */
    Duration waiting(Segment segment) {
        var now = seen;
        var behind = now.behind().getOrDefault(segment, Behind.NOTHING);
        boolean fresh = now.at().plus(FRESH).isAfter(clock.instant());
        return Duration.ofMillis((fresh ? behind : behind.or(new Behind(0, now.at()))).millis(clock));
    }

    /** The longest that an event waits for a policy, or for a view as it is read. */
    Duration longestWait() {
        var now = seen;
        return now.behind().keySet().stream().filter(segment -> !now.aside().contains(segment.processor())).map(this::waiting).max(
                Duration::compareTo).orElse(Duration.ZERO);
    }

    private void look() {
        try {
            seen = see();
            afterwards.run();
        } catch (RuntimeException e) {
            LOG.debug("figures of processors cannot be read now", e);
        }
    }

    private Seen see() {
        var behind = new HashMap<Segment, Behind>();
        var parked = new HashMap<String, Integer>();
        for (RunningProcessor processor : processors.running()) {
            processor.behindBySegment().forEach((segment, how) -> behind.put(new Segment(processor.name(), segment), how));
            parked.put(processor.name(), store.deadLetters().sequences(processor.name()).size());
        }
        var aside = new HashSet<String>();
        for (ProjectionDefinition projection : processors.projections()) {
            var state = store.generations().of(projection.name());
            state.fed().stream().filter(generation -> generation != state.live()).forEach(
                    generation -> aside.add(Processors.nameOf(projection.name(), generation)));
        }
        return new Seen(clock.instant(), Map.copyOf(behind), Map.copyOf(parked), Set.copyOf(aside),
                publisher == null ? 0 : publisher.published());
    }

    @Override
    public void start() {
        var fresh = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("figures").factory());
        thread = fresh;
        fresh.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        var running = thread;
        if (running != null) {
            running.shutdownNow();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() { return thread != null; }
}
