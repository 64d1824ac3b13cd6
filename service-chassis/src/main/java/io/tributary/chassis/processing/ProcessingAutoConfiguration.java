package io.tributary.chassis.processing;

import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.kafka.KafkaLogin;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.ownlog.OwnLog;
import io.tributary.chassis.processing.rebuild.Rebuilds;
import io.tributary.chassis.processing.runtime.ProcessorFactory;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.eventstore.CommitLog;
import java.time.Clock;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.config.MessageHandlerLookup;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Processors for the declared projections and policies. */
@AutoConfiguration(after = ConsumerStoreAutoConfiguration.class, afterName = {"io.tributary.chassis.StoreAutoConfiguration",
        "org.axonframework.springboot.autoconfig.AxonAutoConfiguration"})
@ConditionalOnBean(ConsumerStore.class)
class ProcessingAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("tributary.kafka.bootstrap-servers")
    KafkaClients kafkaClients(@Value("${tributary.kafka.bootstrap-servers}") String bootstrapServers,
            @Value("${tributary.kafka.username:}") String user, @Value("${tributary.kafka.password:}") String password,
            @Value("${tributary.kafka.security-protocol:}") String protocol,
            @Value("${tributary.kafka.trusted-certificates:}") String trusted) {
        return new KafkaClients(bootstrapServers, new KafkaLogin(user, password, protocol, trusted));
    }

    @Bean
    @ConditionalOnMissingBean
    LiveGenerations liveGenerations(ConsumerStore store) {
        return projection -> store.generations().of(projection).live();
    }

    @Bean
    RecordDecoder recordDecoder(@Qualifier("eventSerializer") Serializer serializer, EventUpcaster upcasters) {
        return new RecordDecoder(serializer, upcasters);
    }

    @Bean
    ProcessorFactory processorFactory(ConsumerStore store, RecordDecoder decoder, ObjectProvider<KafkaClients> clients,
            ObjectProvider<OwnLog> ownLog, ParameterResolverFactory parameters, HandlerDefinition definition) {
        return new ProcessorFactory(store, decoder, clients.getIfAvailable(), ownLog.getIfAvailable(), parameters, definition);
    }

    @Bean
    @ConditionalOnBean(CommitLog.class)
    @ConditionalOnProperty("tributary.owner")
    OwnLog ownLog(CommitLog log, @Value("${tributary.owner}") String owner) {
        return new OwnLog(owner, log);
    }

    @Bean
    Processors processors(ObjectProvider<ProjectionDefinition> projections, ObjectProvider<PolicyDefinition> policies,
            ProcessorFactory factory, ConsumerStore store, ConfigurableListableBeanFactory beans) {
        refuseHandlersThatAreBeans(beans);
        return new Processors(projections.stream().toList(), policies.stream().toList(), factory, store);
    }

    // Axon would run them beside the declared ones, with tokens of its own, from the start of the log.
    private static void refuseHandlersThatAreBeans(ConfigurableListableBeanFactory beans) {
        var handlers = MessageHandlerLookup.messageHandlerBeans(messages(), beans);
        if (!handlers.isEmpty()) {
            throw new IllegalStateException("event handlers are given to a ProjectionDefinition or PolicyDefinition and are no beans: "
                    + handlers);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Axon asks for a class of a message of anything
    private static Class<? extends Message<?>> messages() {
        return (Class) EventMessage.class;
    }

    @Bean
    Rebuilds rebuilds(Processors processors, ConsumerStore store) {
        return new Rebuilds(processors, store, Clock.systemUTC());
    }
}
