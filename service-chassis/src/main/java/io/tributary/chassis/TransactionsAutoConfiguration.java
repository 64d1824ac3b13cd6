package io.tributary.chassis;

import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Refuses to start a service whose rows and tokens would not be written in one transaction. */
@AutoConfiguration(afterName = "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration")
class TransactionsAutoConfiguration {
    @Bean
    @ConditionalOnBean(DataSource.class)
    InitializingBean transactionsAreReal(TransactionManager transactions) {
        return () -> {
            if (!(transactions instanceof SpringTransactionManager)) {
                throw new IllegalStateException(
                        "a service with a database needs Spring's transactions, found %s".formatted(transactions.getClass().getName()));
            }
        };
    }
}
