package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.chassis.processing.ownlog.OwnLog;
import io.tributary.chassis.processing.runtime.ProcessorFactory;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.processing.sharing.Behind;
import io.tributary.chassis.processing.sharing.Condition;
import io.tributary.chassis.processing.sharing.ProcessorState;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.sample.ParcelEvent;
import io.tributary.eventstore.CommitLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What instances of one service make of a processor's four segments, on any database. */
abstract class SharingSegmentsContract {
    static final String PROCESSOR = "watch-parcels";
    /** Never lapses by itself, however busy the machine is. */
    private static final Duration CLAIM = Duration.ofSeconds(10);
    /** Just longer than the interval in which processors extend their claims. */
    private static final Duration SHORT_CLAIM = Duration.ofSeconds(4);
    private final Map<Long, Integer> timesHandled = new ConcurrentHashMap<>();
    private final List<Instance> started = new ArrayList<>();
    private Duration claim = CLAIM;
    private CommitLog log;
    private Parcels parcels;

    /** The log that all instances read. */
    abstract CommitLog openLog();

    /** The database as one more instance reaches it. */
    abstract Connection connect(Duration claim);

    record Connection(ConsumerStore store, Runnable cut) {}

    private final class Instance {
        private final Connection connection = connect(claim);
        private final AtomicInteger refusals = new AtomicInteger();
        private final Semaphore mayHandle = new Semaphore(Integer.MAX_VALUE / 2);
        private final Processors processors = new Processors(List.of(), List.of(
                new PolicyDefinition(PROCESSOR, EventSource.ownLog(), this)),
                new ProcessorFactory(connection.store(), Flow.DECODER, null, new OwnLog("parcel", log),
                        ClasspathParameterResolverFactory.forClass(Instance.class), ClasspathHandlerDefinition.forClass(Instance.class)),
                connection.store());

        @EventHandler
        void on(ParcelEvent event, EventPosition position) throws InterruptedException {
            mayHandle.acquire();
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalArgumentException("not here " + "x".repeat(1_000));
            }
            timesHandled.merge(position.position(), 1, Integer::sum);
        }

        long held() {
            return connection.store().tokens().segments(PROCESSOR).values().stream().filter(
                    segment -> id().equals(segment.holder())).count();
        }

        String id() {
            return connection.store().tokens().instances().self();
        }

        RunningProcessor processor() {
            return processors.running(PROCESSOR).orElseThrow();
        }
    }

    @BeforeEach
    void open() {
        log = openLog();
        parcels = new Parcels(log);
    }

    @AfterEach
    void close() {
        started.forEach(instance -> instance.processors.stop());
        started.forEach(instance -> instance.connection.cut().run());
        log.close();
    }

    private Instance start() {
        var instance = new Instance();
        started.add(instance);
        instance.processors.start();
        return instance;
    }

    private void awaitHeld(List<Long> expected) {
        Flow.await("segments are shared " + expected, () -> started.stream().map(Instance::held).sorted().toList().equals(expected));
    }

    /** Each tells of its own segments and of the other's, as their holders said. */
    private static void awaitErrorsOf(Instance failed, Instance other) {
        Flow.await("both tell what failed where", () -> Stream.of(failed, other).allMatch(asked -> {
            var holders = asked.connection.store().tokens().segments(PROCESSOR);
            return asked.processor().conditionBySegment().entrySet().stream().allMatch(segment -> {
                var error = segment.getValue().error();
                boolean own = failed.id().equals(Objects.requireNonNull(holders.get(segment.getKey())).holder());
                return segment.getValue().state() == ProcessorState.RUNNING && own == (error != null && error.contains("not here"));
            });
        }));
        assertThat(other.processor().conditionBySegment().values()).extracting(Condition::error).filteredOn(Objects::nonNull).hasSize(
                2).allMatch(error -> error.length() == 500);
    }

    /** Of the segments of the one, as the other knows it. */
    private static Stream<Behind> lagOf(Instance one, Instance other) {
        var segments = other.connection.store().tokens().segments(PROCESSOR);
        return other.processor().behindBySegment().entrySet().stream().filter(
                segment -> one.id().equals(Objects.requireNonNull(segments.get(segment.getKey())).holder())).map(Map.Entry::getValue);
    }

    private void pack(int from, int to) {
        for (int i = from; i < to; i++) {
            parcels.packed(i, "label");
        }
    }

    private void awaitEachHandledOnce(int events) {
        Flow.await("all handled", () -> timesHandled.size() == events);
        assertThat(timesHandled.values()).allMatch(times -> times == 1);
    }

    @Test
    void instances_that_come_and_go_share_the_segments_evenly_know_of_each_other_and_handle_each_event_once() {
        var first = start();
        awaitHeld(List.of(4L));
        var second = start();
        awaitHeld(List.of(2L, 2L));
        first.mayHandle.drainPermits();
        pack(0, 40);
        Flow.await("lag of the other instance is known", () -> lagOf(first, second).filter(
                behind -> behind.events() > 0 && behind.oldest() != null).count() == 2);
        assertThat(second.processor().caughtUp()).isFalse();
        first.refusals.set(1);
        first.mayHandle.release(1_000);
        Flow.await("caught up", () -> first.processor().caughtUp() && second.processor().caughtUp());
        assertThat(second.processor().behind().events()).isZero();
        awaitErrorsOf(first, second);
        start();
        awaitHeld(List.of(1L, 1L, 2L));
        pack(40, 80);
        second.processors.stop();
        awaitHeld(List.of(0L, 2L, 2L));
        pack(80, 120);
        awaitEachHandledOnce(120);
    }

    @Test
    void the_segments_of_an_instance_that_dies_are_taken_over() {
        claim = SHORT_CLAIM;
        var dying = start();
        var surviving = start();
        awaitHeld(List.of(2L, 2L));
        dying.connection.cut().run();
        pack(0, 40);
        Flow.await("taken over", () -> surviving.held() == 4);
        Flow.await("handled by the survivor", () -> timesHandled.size() == 40);
        started.remove(dying);
        dying.processors.stop();
    }

    @Test
    void processors_that_were_stopped_can_be_started_again() {
        var instance = start();
        pack(0, 4);
        Flow.await("handled", () -> timesHandled.size() == 4);
        instance.processors.stop();
        pack(4, 8);
        instance.processors.start();
        awaitEachHandledOnce(8);
    }
}
