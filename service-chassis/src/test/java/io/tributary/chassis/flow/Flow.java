package io.tributary.chassis.flow;

import io.tributary.chassis.events.EventSerializer;
import io.tributary.chassis.events.SnapshotCodec;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.PolicyDefinition;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.ownlog.OwnLog;
import io.tributary.chassis.processing.rebuild.Rebuilds;
import io.tributary.chassis.processing.runtime.ProcessorFactory;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;

/** The consuming side as a service runs it, without Spring. */
record Flow(Processors processors, Rebuilds rebuilds) implements AutoCloseable {
    static final RecordDecoder DECODER = new RecordDecoder(new EventSerializer(Parcels.CODEC, new SnapshotCodec(List.of())),
            NoOpEventUpcaster.INSTANCE);

    static Flow of(ConsumerStore store, ProjectionDefinition projection, PolicyDefinition... policies) {
        return of(store, Clock.systemUTC(), projection, policies);
    }

    static Flow of(ConsumerStore store, Clock clock, ProjectionDefinition projection, PolicyDefinition... policies) {
        return of(store, clock, DECODER, null, projection, policies);
    }

    static Flow of(ConsumerStore store, Clock clock, RecordDecoder decoder, @Nullable OwnLog ownLog, ProjectionDefinition projection,
            PolicyDefinition... policies) {
        var factory = new ProcessorFactory(store, decoder, Owner.CLIENTS, ownLog, ClasspathParameterResolverFactory.forClass(Flow.class),
                ClasspathHandlerDefinition.forClass(Flow.class));
        var processors = new Processors(List.of(projection), List.of(policies), factory, store);
        return new Flow(processors, new Rebuilds(processors, store, clock));
    }

    Flow started() {
        processors.start();
        return this;
    }

    static void await(String what, BooleanSupplier condition) {
        await(what, Duration.ofSeconds(30), condition);
    }

    static void await(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        processors.stop();
    }
}
