package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.chassis.processing.rebuild.Rebuild;
import io.tributary.chassis.processing.rebuild.Rebuild.Mode;
import io.tributary.chassis.processing.rebuild.Rebuild.State;
import io.tributary.chassis.processing.rebuild.RebuildRefused;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Generations;
import io.tributary.chassis.processing.store.Rows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A cancellation and the end of a rebuild at the same time, in each order, on any database: one of them happens, and everybody is told the
 * same.
 */
abstract class CancellingARebuildContract extends ParcelRebuilds {
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Runnable> beforeSwitch = new AtomicReference<>();
    private final AtomicReference<Runnable> afterSwitch = new AtomicReference<>();
    private final AtomicReference<Runnable> afterCancelling = new AtomicReference<>();
    private final AtomicReference<Runnable> beforeReadingAside = new AtomicReference<>();
    private Flow flow;

    CancellingARebuildContract(ParcelDatabase database) {
        super(database);
    }

    @BeforeEach
    void start() {
        InstantSource now = () -> Instant.now().plus(later.get());
        flow = Flow.of(observed(store), now.withZone(ZoneOffset.UTC), definition).started();
        Flow.await("applied", () -> database.changes() == PARCELS);
    }

    @AfterEach
    void stop() {
        flow.close();
    }

    @Test
    void cancelled_just_before_the_switch_it_is_cancelled() throws Exception {
        var outcome = cancelledAt(beforeSwitch);
        var cancelled = outcome.get();
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(stored(cancelled)).isEqualTo(State.CANCELLED);
        assertThat(generations()).matches(state -> state.live() == 1
                && state.building() == Generations.NONE && state.previous() == Generations.NONE);
        theNextOneSwitches();
    }

    @Test
    void cancelled_just_after_the_switch_it_is_refused() throws Exception {
        var outcome = cancelledAt(afterSwitch);
        assertThat(outcome.handle((_, failure) -> failure).get()).isInstanceOfSatisfying(RebuildRefused.class,
                refused -> assertThat(refused.slug()).isEqualTo("rebuild-ended"));
        Flow.await("switched", () -> flow.rebuilds().all().getFirst().state() == State.SWITCHED);
        assertThat(generations()).matches(state -> state.live() == 2 && state.previous() == 1);
        theNextOneSwitches();
    }

    @Test
    void a_driver_that_finds_the_generation_gone_does_not_call_a_cancelled_one_failed() {
        var rebuild = flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false, 1);
        afterCancelling.set(() -> {
            later.set(Duration.ofSeconds(11));
            Flow.await("the driver finds the generation gone", () -> stored(rebuild) == State.FAILED);
        });
        assertThat(flow.rebuilds().cancel(rebuild).state()).isEqualTo(State.CANCELLED);
        assertThat(stored(rebuild)).isEqualTo(State.CANCELLED);
        theNextOneSwitches();
    }

    @Test
    void an_audit_cancelled_while_it_compares_repairs_nothing_by_rows_that_are_deleted_meanwhile() {
        var rows = database.live();
        var audit = new CompletableFuture<Rebuild>();
        beforeReadingAside.set(() -> {
            flow.rebuilds().cancel(audit.join());
            Flow.await("the rows aside are gone",
                    () -> database.rows(2) == 0);
        });
        audit.complete(flow.rebuilds().audit(definition, Rebuild.REPAIR_ALL));
        Flow.await("cancelled", () -> stored(audit.join()) == State.CANCELLED);
        theNextOneSwitches();
        assertThat(database.live()).isEqualTo(rows);
    }

    @Test
    void a_second_cancellation_and_one_after_the_end_are_refused() {
        var rebuild = flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false, 1);
        flow.rebuilds().cancel(rebuild);
        assertThatExceptionOfType(RebuildRefused.class).isThrownBy(() -> flow.rebuilds().cancel(rebuild)).matches(
                refused -> refused.slug().equals("rebuild-ended"));
        assertThat(stored(rebuild)).isEqualTo(State.CANCELLED);
        theNextOneSwitches();
    }

    private CompletableFuture<Rebuild> cancelledAt(AtomicReference<Runnable> moment) {
        var outcome = new CompletableFuture<Rebuild>();
        var begun = new CompletableFuture<Rebuild>();
        moment.set(() -> {
            try {
                outcome.complete(flow.rebuilds().cancel(begun.join()));
            } catch (RebuildRefused refused) {
                outcome.completeExceptionally(refused);
            }
        });
        begun.complete(flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false));
        Flow.await("the switch", outcome::isDone);
        return outcome;
    }

    private State stored(Rebuild rebuild) {
        return flow.rebuilds().find(rebuild.id()).orElseThrow().state();
    }

    private void theNextOneSwitches() {
        var next = flow.rebuilds().begin(definition, Mode.BLUE_GREEN, false);
        Flow.await("the next one", () -> stored(next) == State.SWITCHED);
        assertThat(database.changes()).isEqualTo(PARCELS);
    }

    /** Runs what is set, once, where the generations are changed: a switch makes another one live, a cancellation ends the building. */
    private ConsumerStore observed(ConsumerStore of) {
        var generations = (Generations) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Generations.class},
                (_, method, arguments) -> {
                    boolean change = method.getName().equals("change");
                    boolean switches = change && ((Generations.State) arguments[1]).live() != ((Generations.State) arguments[2]).live();
                    boolean ends = change && !switches && ((Generations.State) arguments[2]).building() == Generations.NONE;
                    try {
                        runOnce(switches, beforeSwitch);
                        var result = method.invoke(of.generations(), arguments);
                        runOnce(switches, afterSwitch);
                        runOnce(ends, afterCancelling);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        var rows = (Rows) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Rows.class}, (_, method, arguments) -> {
            runOnce(method.getName().equals("each") && arguments[1].equals(2), beforeReadingAside);
            return method.invoke(of.rows(), arguments);
        });
        return new ConsumerStore(of.tokens(), of.transactions(), of.attempts(), generations, rows, of.deadLetters(), of.documents());
    }

    private static void runOnce(boolean now, AtomicReference<Runnable> action) {
        if (now) {
            Optional.ofNullable(action.getAndSet(null)).ifPresent(Runnable::run);
        }
    }
}
