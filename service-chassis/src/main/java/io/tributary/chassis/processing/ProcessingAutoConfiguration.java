package io.tributary.chassis.processing;

import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.rebuild.Rebuilds;
import io.tributary.chassis.processing.runtime.OwnLog;
import io.tributary.chassis.processing.runtime.ProcessorFactory;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.mongo.MongoDocuments;
import io.tributary.chassis.processing.store.mongo.MongoGenerations;
import io.tributary.chassis.processing.store.mongo.MongoTokens;
import io.tributary.chassis.processing.store.postgres.PostgresDocuments;
import io.tributary.chassis.processing.store.postgres.PostgresGenerations;
import io.tributary.chassis.processing.store.postgres.PostgresTokens;
import io.tributary.eventstore.CommitLog;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Processors for the declared projections and policies, with their tokens in the service's own database. */
@AutoConfiguration(afterName = {"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
        "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration", "io.tributary.chassis.StoreAutoConfiguration",
        "org.axonframework.springboot.autoconfig.AxonAutoConfiguration"})
class ProcessingAutoConfiguration {
    /** A holder that stops extending its claims loses them after this. */
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final String INSTANCE = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcTemplate.class)
    @ConditionalOnBean(DataSource.class)
    static class OnPostgres {
        @Bean
        @ConditionalOnMissingBean
        ConsumerStore consumerStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
            return new ConsumerStore(new PostgresTokens(jdbc, INSTANCE, CLAIM), new SpringTransactionManager(transactions),
                    new PostgresGenerations(jdbc), new PostgresDocuments(jdbc));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MongoDatabase.class)
    @ConditionalOnBean(MongoDatabase.class)
    static class OnMongo {
        @Bean
        @ConditionalOnMissingBean
        ConsumerStore consumerStore(MongoDatabase database) {
            return new ConsumerStore(new MongoTokens(database, INSTANCE, CLAIM, Clock.systemUTC()), NoTransactionManager.instance(),
                    new MongoGenerations(database), new MongoDocuments(database));
        }
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("tributary.kafka.bootstrap-servers")
    KafkaClients kafkaClients(@Value("${tributary.kafka.bootstrap-servers}") String bootstrapServers) {
        return new KafkaClients(bootstrapServers);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(ConsumerStore.class)
    static class Running {
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
                ProcessorFactory factory, ConsumerStore store) {
            return new Processors(projections.stream().toList(), policies.stream().toList(), factory, store);
        }

        @Bean
        Rebuilds rebuilds(Processors processors, ConsumerStore store) {
            return new Rebuilds(processors, store, Clock.systemUTC());
        }
    }
}
