package io.tributary.chassis.processing;

import com.mongodb.client.MongoDatabase;
import io.tributary.chassis.processing.store.Attempts;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.mongo.MongoDeadLetters;
import io.tributary.chassis.processing.store.mongo.MongoDocuments;
import io.tributary.chassis.processing.store.mongo.MongoGenerations;
import io.tributary.chassis.processing.store.mongo.MongoRows;
import io.tributary.chassis.processing.store.mongo.MongoTokens;
import io.tributary.chassis.processing.store.postgres.PostgresDeadLetters;
import io.tributary.chassis.processing.store.postgres.PostgresDocuments;
import io.tributary.chassis.processing.store.postgres.PostgresGenerations;
import io.tributary.chassis.processing.store.postgres.PostgresRows;
import io.tributary.chassis.processing.store.postgres.PostgresTokens;
import io.tributary.chassis.processing.store.postgres.SavepointAttempts;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Where this service keeps its processors' tokens and generations: in its own database. */
@AutoConfiguration(afterName = {"org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
        "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration", "io.tributary.chassis.StoreAutoConfiguration",
        "io.tributary.chassis.MongoDatabaseAutoConfiguration"})
class ConsumerStoreAutoConfiguration {
    /** Of one application context: two of them in one process are two instances. */
    private static String newInstance() {
        return ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcTemplate.class)
    @ConditionalOnBean(DataSource.class)
    static class OnPostgres {
        @Bean
        @ConditionalOnMissingBean
        ConsumerStore consumerStore(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
            return new ConsumerStore(new PostgresTokens(jdbc, newInstance(), ConsumerStore.CLAIM),
                    new SpringTransactionManager(transactions),
                    new SavepointAttempts(transactions), new PostgresGenerations(jdbc), new PostgresRows(jdbc, transactions),
                    new PostgresDeadLetters(jdbc), new PostgresDocuments(jdbc));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MongoDatabase.class)
    @ConditionalOnBean(MongoDatabase.class)
    static class OnMongo {
        @Bean
        @ConditionalOnMissingBean
        ConsumerStore consumerStore(MongoDatabase database) {
            return new ConsumerStore(new MongoTokens(database, newInstance(), ConsumerStore.CLAIM, Clock.systemUTC()),
                    NoTransactionManager.instance(),
                    Attempts.Attempt::run, new MongoGenerations(database), new MongoRows(database), new MongoDeadLetters(database),
                    new MongoDocuments(database));
        }
    }
}
