package io.tributary.chassis.processing.rebuild;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuild.State;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.store.ConsumerStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills views again from the start of their topics. Everything it needs to go on is in the database, so a restart changes nothing but the
 * time it takes.
 */
public final class Rebuilds {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private final Processors processors;
    private final ConsumerStore store;
    private final RebuildRecords records;
    private final Clock clock;
    private final Map<String, Rate> rates = new ConcurrentHashMap<>();

    public Rebuilds(Processors processors, ConsumerStore store, Clock clock) {
        this.processors = processors;
        this.store = store;
        this.records = new RebuildRecords(store.documents());
        this.clock = clock;
        processors.afterwards(this::advance);
    }

    /**
     * Begins a rebuild and returns at once.
     *
     * @throws RebuildRefused if one is under way
     */
    public Rebuild begin(ProjectionDefinition projection, Mode mode, boolean acceptDifferences) {
        var id = UUID.randomUUID().toString();
        if (!records.reserve(projection.name(), id)) {
            throw new RebuildRefused("rebuild-running", "a rebuild of " + projection.name() + " is under way");
        }
        var before = store.generations().of(projection.name());
        var after = mode == Mode.IN_PLACE ? before.emptied() : before.withRebuild();
        var rebuild = Rebuild.begun(id, projection.name(), mode, after.newest(), clock.instant(), acceptDifferences);
        records.save(rebuild);
        if (!store.generations().change(projection.name(), before, after)) {
            throw ended(rebuild.failed("the generations were changed by someone else", clock.instant()), "rebuild-running");
        }
        LOG.info("rebuild {} of {} begins: {} into generation {}", id, projection.name(), mode, after.newest());
        processors.reconcile();
        return rebuild;
    }

    public Optional<Rebuild> find(String id) {
        return records.find(id);
    }

    public List<Rebuild> all() {
        return records.all();
    }

    /** Moves every rebuild under way on by what can be done now; called again and again. */
    void advance() {
        for (var id : records.active()) {
            records.find(id).filter(rebuild -> !rebuild.state().ended()).ifPresent(this::advance);
        }
    }

    private void advance(Rebuild rebuild) {
        var running = processors.running(rebuild.projection(), rebuild.generation());
        if (running.isEmpty()) {
            return;
        }
        var rate = rates.computeIfAbsent(rebuild.id(), _ -> new Rate());
        var progress = running.get().progress();
        var seen = rebuild.at(progress.processed(), progress.total(), rate.after(progress.processed()));
        if (!running.get().caughtUp()) {
            records.save(seen);
            return;
        }
        finish(seen, running.get());
    }

    private void finish(Rebuild rebuild, RunningProcessor running) {
        var done = rebuild.in(State.SWITCHED, clock.instant());
        if (records.save(done)) {
            records.release(rebuild.projection());
            rates.remove(rebuild.id());
            LOG.info("rebuild {} of {} has caught up in generation {}", rebuild.id(), rebuild.projection(), rebuild.generation());
        }
    }

    private RebuildRefused ended(Rebuild rebuild, String slug) {
        records.save(rebuild);
        records.release(rebuild.projection());
        return new RebuildRefused(slug, String.valueOf(rebuild.error()));
    }

    /** Events per second over about the last ten seconds. */
    private static final class Rate {
        private static final double KEPT = 0.8;
        private long lastCount = -1;
        private long lastNanos;
        private double perSecond;

        synchronized long after(long count) {
            long now = System.nanoTime();
            if (lastCount >= 0 && now > lastNanos) {
                double current = Math.max(0, count - lastCount) * (double) Duration.ofSeconds(1).toNanos() / (now - lastNanos);
                perSecond = perSecond == 0 ? current : perSecond * KEPT + current * (1 - KEPT);
            }
            lastCount = count;
            lastNanos = now;
            return Math.round(perSecond);
        }
    }
}
