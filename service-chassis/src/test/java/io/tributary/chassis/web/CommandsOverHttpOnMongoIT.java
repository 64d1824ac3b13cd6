package io.tributary.chassis.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithMongo;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = ParcelService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "tributary.store=mongo", "tributary.owner=parcel",
        "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration"})
@ContextConfiguration(initializers = WithMongo.class)
class CommandsOverHttpOnMongoIT extends CommandsOverHttpContract {
    @Autowired private ApplicationContext context;

    /** The embedded server, in the same process, takes more of it than the service; two seconds, as on PostgreSQL, are not reached with it. */
    @Override
    Duration manyWithin() {
        return Duration.ofSeconds(8);
    }

    @Test
    void a_service_on_mongodb_has_no_database_transactions() {
        assertThat(context.getBeanNamesForType(DataSource.class)).isEmpty();
        assertThat(context.getBean(TransactionManager.class)).isInstanceOf(NoTransactionManager.class);
    }
}
