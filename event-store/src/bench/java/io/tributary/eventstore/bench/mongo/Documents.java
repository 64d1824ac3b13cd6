package io.tributary.eventstore.bench.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.Objects;
import org.bson.UuidRepresentation;

/** The MongoDB database that belongs to this variant, as the worker's settings name it. */
public final class Documents {
    private Documents() {}

    /** Durable writes and majority reads for every variant. */
    public static MongoDatabase database() {
        return database("");
    }

    /** Another one, of that suffix. */
    static MongoDatabase database(String suffix) {
        var client = MongoClients.create(MongoClientSettings.builder().applyConnectionString(
                new ConnectionString(property("bench.mongo.uri"))).uuidRepresentation(UuidRepresentation.STANDARD).build());
        return client.getDatabase(property("bench.mongo.database") + suffix).withWriteConcern(
                WriteConcern.MAJORITY.withJournal(true)).withReadConcern(
                        ReadConcern.MAJORITY);
    }

    private static String property(String key) {
        return Objects.requireNonNull(System.getProperty(key), key);
    }
}
