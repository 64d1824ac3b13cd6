package io.tributary.chassis;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * {@code tributary.mongo.uri} and {@code tributary.mongo.database}: the service's own database in MongoDB. Whom to trust, where the URI says
 * {@code tls=true}, is what {@code tributary.mongo.ssl-bundle} names, or what Java trusts.
 */
@AutoConfiguration(beforeName = {"io.tributary.chassis.processing.ProcessingAutoConfiguration",
        "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration"})
@ConditionalOnProperty("tributary.mongo.uri")
class MongoDatabaseAutoConfiguration {
    /** As long as a pool waits for a connection to PostgreSQL; the driver's own half minute outlasts whoever asks for health. */
    private static final int SELECTION_SECONDS = 5;

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    MongoClient mongoClient(@Value("${tributary.mongo.uri}") String uri, @Value("${tributary.mongo.ssl-bundle:}") String bundle,
            ObjectProvider<SslBundles> bundles) {
        // What the URI says comes last, and wins.
        var settings = MongoClientSettings.builder().applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS)).applyConnectionString(
                        new ConnectionString(uri)).uuidRepresentation(UuidRepresentation.STANDARD);
        if (!bundle.isEmpty()) {
            settings.applyToSslSettings(tls -> tls.context(bundles.getObject().getBundle(bundle).createSslContext()));
        }
        return MongoClients.create(settings.build());
    }

    @Bean
    @ConditionalOnMissingBean
    MongoDatabase mongoDatabase(MongoClient client, @Value("${tributary.mongo.database}") String name) {
        return client.getDatabase(name);
    }
}
