package io.tributary.chassis;

import io.tributary.chassis.events.AggregateStreams;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.axon.CommitLogEventStore;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Axon's event store on the service's commit log; a service without one gets an event bus that stores nothing. */
@AutoConfiguration(before = AxonAutoConfiguration.class, beforeName = "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration")
class StoreAutoConfiguration {
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

    @Bean
    @ConditionalOnBean(CommitLogEventStore.class)
    AggregateStreams aggregateStreams(CommitLogEventStore store) {
        return new AggregateStreams(store);
    }
}
