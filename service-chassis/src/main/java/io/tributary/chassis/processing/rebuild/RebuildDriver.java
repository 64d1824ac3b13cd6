package io.tributary.chassis.processing.rebuild;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuild.State;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.sharing.ProcessorState;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Generations;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves every rebuild under way on by what can be done now. All it needs is in the database, so it goes on after a restart, on any
 * instance: of two that do the same step, one write wins.
 */
final class RebuildDriver implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RebuildDriver.class);
    /** A rebuild whose generation is not fed after this never began: its instance died between two writes. */
    private static final Duration BEGUN = Duration.ofSeconds(10);
    private final Processors processors;
    private final ConsumerStore store;
    private final RebuildRecords records;
    private final Clock clock;
    private final Map<String, Rates> rates = new ConcurrentHashMap<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("rebuilds").factory());

    RebuildDriver(Processors processors, ConsumerStore store, RebuildRecords records, Clock clock) {
        this.processors = processors;
        this.store = store;
        this.records = records;
        this.clock = clock;
    }

    /** Returns at once: a comparison may take long. */
    @Override
    public void run() {
        if (busy.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    records.active().forEach(this::advance);
                } catch (RuntimeException e) {
                    LOG.warn("rebuilds could not be moved on, tried again", e);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void advance(RebuildRecords.Active active) {
        var found = records.find(active.id());
        if (found.isEmpty() || found.get().state().ended()) {
            records.release(active.projection(), active.id());
            rates.remove(active.id());
            return;
        }
        var rebuild = found.get();
        var state = store.generations().of(rebuild.projection());
        if (state.wasSwitchedTo(rebuild.generation())) {
            end(rebuild.in(State.SWITCHED, clock.instant()));
        } else if (state.fed().contains(rebuild.generation())) {
            processors.projection(rebuild.projection()).ifPresent(projection -> advance(rebuild, projection));
        } else if (rebuild.startedAt().plus(BEGUN).isBefore(clock.instant())) {
            end(rebuild.failed("its generation is not fed any more", clock.instant()));
        }
    }

    private void advance(Rebuild rebuild, ProjectionDefinition projection) {
        var running = processors.running(rebuild.projection(), rebuild.generation());
        if (running.isPresent() && running.get().state() == ProcessorState.ALARM) {
            stopped(rebuild.failed("its reader stopped: " + running.get().lastError(), clock.instant()));
            return;
        }
        if (running.isEmpty() || !running.get().handlesFirst()) {
            return; // another instance sees how far it is, and compares
        }
        var progress = running.get().progress();
        var rate = rates.computeIfAbsent(rebuild.id(), _ -> new Rates(new Rate(), new Rate()));
        var seen = rebuild.at(progress.processed(), progress.total(), rate.events().after(progress.events()),
                rate.offsets().after(progress.processed()));
        if (!records.save(seen) || !running.get().caughtUp()) {
            return;
        }
        if (!store.generations().of(rebuild.projection()).isRead()) {
            switchTo(seen, Generations.NONE); // nothing to compare with
        } else {
            compare(seen.in(State.COMPARING, clock.instant()), projection);
        }
    }

    private void compare(Rebuild rebuild, ProjectionDefinition projection) {
        if (!records.save(rebuild)) {
            return;
        }
        int live = store.generations().of(rebuild.projection()).live();
        var findings = new Findings(rebuild, store.rows(), live);
        var comparison = new Comparison(store.rows(), live, rebuild.generation(), () -> compares(rebuild, live));
        try {
            for (var table : projection.tables()) {
                comparison.differences(table, findings::add);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        // Rolled back or cancelled meanwhile, it says nothing: the next round looks again.
        if (compares(rebuild, live)) {
            conclude(findings.told(), live);
        }
    }

    private boolean compares(Rebuild rebuild, int live) {
        var state = store.generations().of(rebuild.projection());
        return state.building() == rebuild.generation() && state.live() == live;
    }

    private void conclude(Rebuild compared, int live) {
        if (compared.mode() == Mode.AUDIT) {
            giveUp(compared.in(State.COMPARED, clock.instant()));
        } else if (compared.differenceCount() == 0 || compared.acceptDifferences()) {
            switchTo(compared, live);
        } else {
            giveUp(compared.failed(compared.differenceCount() + " rows differ", clock.instant()));
        }
    }

    private void switchTo(Rebuild rebuild, int live) {
        var state = store.generations().of(rebuild.projection());
        if (state.building() == rebuild.generation() && state.live() == live
                && store.generations().change(rebuild.projection(), state, state.switched())) {
            end(rebuild.in(State.SWITCHED, clock.instant()));
        }
    }

    /** One in place stays where it is, for whoever looks for its alarm: nothing else could be read. */
    private void stopped(Rebuild failed) {
        if (failed.mode() == Mode.IN_PLACE) {
            end(failed);
        } else {
            giveUp(failed);
        }
    }

    private void giveUp(Rebuild rebuild) {
        var state = store.generations().of(rebuild.projection());
        if (state.building() != rebuild.generation() || store.generations().change(rebuild.projection(), state, state.withoutRebuild())) {
            end(rebuild);
        }
    }

    private void end(Rebuild rebuild) {
        if (records.save(rebuild)) {
            LOG.info("rebuild {} of {} ends: {} at generation {}, {} differences", rebuild.id(), rebuild.projection(), rebuild.state(),
                    rebuild.generation(), rebuild.differenceCount());
        }
        records.release(rebuild.projection(), rebuild.id());
        rates.remove(rebuild.id());
    }

    private record Rates(Rate events, Rate offsets) {}

    /** So many per second, the newest second weighing a fifth. */
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
