package io.tributary.chassis;

import com.mongodb.client.MongoDatabase;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.mongo.MongoCommitLog;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** {@code tributary.store=mongo}: the commit log in the service's MongoDB database. */
@AutoConfiguration(before = StoreAutoConfiguration.class, after = MongoDatabaseAutoConfiguration.class)
@ConditionalOnProperty(name = "tributary.store", havingValue = "mongo")
class MongoLogAutoConfiguration {
    @Bean(destroyMethod = "close")
    CommitLog commitLog(MongoDatabase database) {
        return MongoCommitLog.open(database);
    }
}
