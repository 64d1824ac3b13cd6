package io.tributary.chassis.publishing;

import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.eventstore.CommitLog;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The publisher of a service that has a store, a broker and something to publish. */
@AutoConfiguration(afterName = {"io.tributary.chassis.processing.ProcessingAutoConfiguration",
        "io.tributary.chassis.events.EventsAutoConfiguration"})
class PublishingAutoConfiguration {
    @Bean
    @ConditionalOnBean({PublicationList.class, CommitLog.class, KafkaClients.class, ConsumerStore.class})
    EventPublisher eventPublisher(PublicationList list, CommitLog log, KafkaClients clients, ConsumerStore store, EventCodec codec) {
        return EventPublisher.of(list, log, clients, store, codec);
    }
}
