package io.tributary.chassis;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** {@code tributary.store=postgres}: the commit log in the service's schema, opened when its tables are there. */
@AutoConfiguration(before = StoreAutoConfiguration.class)
@ConditionalOnProperty(name = "tributary.store", havingValue = "postgres")
class PostgresLogAutoConfiguration {
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    CommitLog commitLog(DataSource database) {
        return PostgresCommitLog.open(database, new TransactionAwareDataSourceProxy(database));
    }
}
