package io.tributary.chassis.web;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ParcelsOnMongo
class CommandsOverHttpOnMongoIT extends CommandsOverHttpContract {
    @Autowired private ApplicationContext context;

    @Test
    void a_service_on_mongodb_has_no_database_transactions() {
        assertThat(context.getBeanNamesForType(DataSource.class)).isEmpty();
        assertThat(context.getBean(TransactionManager.class)).isInstanceOf(NoTransactionManager.class);
    }
}
