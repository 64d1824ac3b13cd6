package io.tributary.chassis;

import io.tributary.chassis.events.AggregateStreams;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.axon.AggregateCache;
import io.tributary.eventstore.axon.AggregateWeight;
import io.tributary.eventstore.axon.CommitLogEventStore;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Axon's event store on the service's commit log; a service without one gets an event bus that stores nothing. */
@AutoConfiguration(before = AxonAutoConfiguration.class, beforeName = "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration")
class StoreAutoConfiguration {
    private static final long CACHE_BYTES = 32L * 1024 * 1024;
    private static final int EVENTS_PER_SNAPSHOT = 100;

    @Bean("eventBus")
    @Qualifier("eventStore")
    @ConditionalOnBean(CommitLog.class)
    CommitLogEventStore eventStore(CommitLog log, @Qualifier("eventSerializer") Serializer serializer, EventUpcaster upcasters,
            Configuration axon) {
        return CommitLogEventStore.builder().commitLog(log).eventSerializer(serializer).upcasterChain(upcasters).messageMonitor(
                axon.messageMonitor(EventStore.class, "eventStore")).build();
    }

    @Bean
    @ConditionalOnBean(CommitLog.class)
    LogHealth commitLogHealthIndicator(CommitLog log) {
        return new LogHealth(log);
    }

    @Bean("eventBus")
    @ConditionalOnMissingBean(EventBus.class)
    SimpleEventBus eventBus() {
        return SimpleEventBus.builder().build();
    }

    /** {@code @Aggregate(cache = "aggregateCache")}: a state is kept in memory, and never trusted with a refusal. */
    @Bean
    @ConditionalOnBean(CommitLogEventStore.class)
    Cache aggregateCache(CommitLogEventStore store) {
        return new AggregateCache(store, CACHE_BYTES, new AggregateWeight());
    }

    /** {@code @Aggregate(lockFactory = "aggregateLocks")}: many commands on one aggregate cost no more than as many on others. */
    @Bean
    LockFactory aggregateLocks() {
        return new AggregateLocks();
    }

    /** Snapshots are taken aside, so that no command waits for one. */
    @Bean
    @ConditionalOnBean(CommitLogEventStore.class)
    Snapshotter snapshotter(Configuration axon, CommitLogEventStore store, HandlerDefinition handlers,
            ParameterResolverFactory parameters) {
        return SpringAggregateSnapshotter.builder().repositoryProvider(axon::repository).eventStore(store).handlerDefinition(
                handlers).parameterResolverFactory(parameters).executor(task -> Thread.ofVirtual().name("snapshot").start(task)).build();
    }

    /** {@code @Aggregate(snapshotTriggerDefinition = "snapshotTriggerDefinition")}: bounds how many events a load reads. */
    @Bean
    @ConditionalOnBean(CommitLogEventStore.class)
    SnapshotTriggerDefinition snapshotTriggerDefinition(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_PER_SNAPSHOT);
    }

    @Bean
    @ConditionalOnBean(CommitLogEventStore.class)
    AggregateStreams aggregateStreams(CommitLogEventStore store) {
        return new AggregateStreams(store);
    }
}
