package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Generations;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps running what the definitions and the database ask for: a processor per policy, and one per generation of a view that is fed. Other
 * instances change the generations too, so it looks again every second.
 */
public final class Processors implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Processors.class);
    /** Started after Axon has its command handlers and stopped before it gives them up; on the other side, requests end before that. */
    private static final int PHASE = Integer.MAX_VALUE - 2_500;
    private final Map<String, ProjectionDefinition> projections;
    private final List<PolicyDefinition> policies;
    private final ProcessorFactory factory;
    private final ConsumerStore store;
    private final Map<String, RunningProcessor> running = new ConcurrentSkipListMap<>();
    private volatile Runnable afterwards = () -> {};
    private volatile Supplier<Map<String, Integer>> limits = Map::of;
    private volatile boolean started;
    private volatile @Nullable ScheduledExecutorService clock;

    public Processors(Collection<ProjectionDefinition> projections, Collection<PolicyDefinition> policies, ProcessorFactory factory,
            ConsumerStore store) {
        projections.forEach(ProjectionDefinition::refuseSideEffects);
        this.projections = projections.stream().collect(Collectors.toUnmodifiableMap(ProjectionDefinition::name, projection -> projection));
        this.policies = List.copyOf(policies);
        this.factory = factory;
        this.store = store;
    }

    /** Adds what is to be looked after once a second, on the same thread. */
    public void afterwards(Runnable work) {
        afterwards = work;
    }

    /** Tells how many events a second a processor may read, by its name; one that is not named reads as many as it can. */
    public void limitedBy(Supplier<Map<String, Integer>> eventsPerSecond) {
        limits = eventsPerSecond;
    }

    /** The view's name and its generation as one name: the name of its processor. */
    public static String nameOf(String projection, int generation) {
        return projection + "@" + generation;
    }

    public Optional<ProjectionDefinition> projection(String name) {
        return Optional.ofNullable(projections.get(name));
    }

    /** Whether this is the name of a policy, which is never run again. */
    public boolean isPolicy(String name) {
        return policies.stream().anyMatch(policy -> policy.name().equals(name));
    }

    public Collection<ProjectionDefinition> projections() {
        return projections.values();
    }

    public Collection<RunningProcessor> running() {
        return running.values();
    }

    /** The processor that feeds the generation, if this instance runs it. */
    public Optional<RunningProcessor> running(String projection, int generation) {
        return Optional.ofNullable(running.get(nameOf(projection, generation)));
    }

    /** The processor of that name, if this instance runs it. */
    public Optional<RunningProcessor> running(String name) {
        return Optional.ofNullable(running.get(name));
    }

    /** Starts and stops processors as the generations say now. */
    public synchronized void reconcile() {
        if (!started) {
            return;
        }
        policies.forEach(
                policy -> keepRunning(policy.name(), null, () -> factory.forPolicy(policy.name(), policy.source(), policy.handler())));
        var now = limits.get();
        projections.values().forEach(projection -> reconcile(projection, now));
    }

    private void reconcile(ProjectionDefinition projection, Map<String, Integer> eventsPerSecond) {
        var state = store.generations().of(projection.name());
        for (int generation = 1; generation <= state.newest(); generation++) {
            if (!state.fed().contains(generation)) {
                retire(projection, generation, state);
            }
        }
        state.fed().forEach(generation -> {
            var name = nameOf(projection.name(), generation);
            keepRunning(name, eventsPerSecond.get(name),
                    () -> factory.forView(name, projection.source(), projection.handlers().apply(generation)));
        });
    }

    private void keepRunning(String name, @Nullable Integer limit, Supplier<RunningProcessor> processor) {
        var known = running.get(name);
        if (known != null && !known.broken()) {
            known.limitTo(limit);
            known.tellWhatStands();
            return;
        }
        if (known != null) {
            LOG.warn("processor {} stands still, at least in part, and is made anew", name);
            known.stop();
        }
        var fresh = processor.get();
        fresh.limitTo(limit);
        fresh.start();
        running.put(name, fresh);
    }

    private void retire(ProjectionDefinition projection, int generation, Generations.State state) {
        var stopped = running.remove(nameOf(projection.name(), generation));
        if (stopped != null) {
            stopped.stop();
            store.tokens().retire(stopped.name());
            store.deadLetters().retire(stopped.name());
            store.transactions().executeInTransaction(() -> store.generations().deleteUnfed(projection.tables(), state));
        }
    }

    @Override
    public synchronized void start() {
        started = true;
        var fresh = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("processors").factory());
        clock = fresh;
        fresh.scheduleWithFixedDelay(this::reconcileOrLog, 0, 1, TimeUnit.SECONDS);
    }

    // The database may be away for a while: the next round tries again.
    private void reconcileOrLog() {
        try {
            reconcile();
            afterwards.run();
        } catch (RuntimeException e) {
            LOG.warn("processors could not be brought up to date, tried again in a second", e);
        }
    }

    @Override
    public void stop() {
        started = false;
        var ticking = clock;
        if (ticking != null) {
            ticking.shutdownNow();
        }
        synchronized (this) {
            // All at once: with its database gone each needs its whole limit.
            try (var stopping = Executors.newVirtualThreadPerTaskExecutor()) {
                running.values().forEach(processor -> stopping.execute(processor::stop));
            }
            running.clear();
        }
    }

    @Override
    public boolean isRunning() { return started; }

    @Override
    public int getPhase() { return PHASE; }
}
