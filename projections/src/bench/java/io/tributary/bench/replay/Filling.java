package io.tributary.bench.replay;

import io.tributary.bench.ShopTopics;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Generations;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationContext;

/** Fills a new generation of a view beside the live one, as a rebuild does, each time from the start of the topics. */
final class Filling implements Scenario {
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(4);
    private final String view;
    private final Processors processors;
    private final Generations generations;
    private final Check check;

    /** Looks whether the generation holds what it should. */
    @FunctionalInterface
    interface Check {
        void check(int generation) throws Exception;
    }

    Filling(ApplicationContext service, String view, Check check) {
        this.view = view;
        this.check = check;
        processors = service.getBean(Processors.class);
        generations = service.getBean(ConsumerStore.class).generations();
    }

    /** The live generation is at rest, and the one that was filled last is gone. */
    @Override
    public void prepare() throws Exception {
        var state = generations.of(view);
        if (state.building() != Generations.NONE) {
            change(state, state.withoutRebuild());
        }
        awaitCaughtUp(state.live());
    }

    @Override
    public Measurement run(Load load) throws Exception {
        var state = generations.of(view);
        var measured = ClosedLoop.once(() -> {
            change(state, state.withRebuild());
            awaitCaughtUp(state.withRebuild().building());
            return (long) ShopTopics.EVENTS;
        });
        check.check(state.withRebuild().building());
        return measured;
    }

    private void change(Generations.State from, Generations.State to) {
        if (!generations.change(view, from, to)) {
            throw new IllegalStateException("the generations of " + view + " were changed by someone else");
        }
        processors.reconcile();
    }

    private void awaitCaughtUp(int generation) throws InterruptedException {
        long until = System.nanoTime() + LIMIT_NANOS;
        while (!processors.running(view, generation).map(running -> running.caughtUp()).orElse(false)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("generation " + generation + " of " + view + " is not full: " + processors.running(view,
                        generation).map(running -> running.progress() + " " + running.lastError()).orElse("not running"));
            }
            Thread.sleep(2);
        }
    }
}
