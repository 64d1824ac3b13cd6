package io.tributary.order.customercopy;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.events.EventCodec;
import io.tributary.chassis.events.EventSerializer;
import io.tributary.chassis.events.SnapshotCodec;
import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.kafka.records.RecordDecoder;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.runtime.ProcessorFactory;
import io.tributary.chassis.processing.runtime.Processors;
import io.tributary.chassis.processing.store.Attempts;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.ProcessorTokens;
import io.tributary.chassis.processing.store.mongo.MongoDeadLetters;
import io.tributary.chassis.processing.store.mongo.MongoDocuments;
import io.tributary.chassis.processing.store.mongo.MongoGenerations;
import io.tributary.chassis.processing.store.mongo.MongoRows;
import io.tributary.chassis.processing.store.mongo.MongoTokens;
import io.tributary.chassis.testing.KillableProcess;
import io.tributary.chassis.testing.ObservedTokens;
import io.tributary.order.PositionedDocuments;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.bson.Document;

/** A copy of users' names beside the service: stands still once it has written documents and before it stores its token. */
final class CopyingMain {
    static final String COUNTED = "counted";
    static final String DELIVERIES = "deliveries";
    /** Whoever was killed is not waited for. */
    private static final Duration CLAIM = Duration.ofMillis(200);
    private static final String NAME = "names";

    private CopyingMain() {}

    /** Arguments: URI and name of the database, the owner whose topic is read. The broker is a system property. */
    public static void main(String[] arguments) throws InterruptedException {
        var database = MongoClients.create(arguments[0]).getDatabase(arguments[1]);
        copying(database, arguments[2], System.getProperty("broker"), CopyingMain::standingStillBeforeTheToken).start();
        new CountDownLatch(1).await();
    }

    static Processors copying(MongoDatabase database, String owner, String broker, UnaryOperator<ProcessorTokens> tokens) {
        var store = new ConsumerStore(tokens.apply(new MongoTokens(database, UUID.randomUUID().toString(), CLAIM, Clock.systemUTC())),
                NoTransactionManager.instance(), Attempts.Attempt::run, new MongoGenerations(database), new MongoRows(database),
                new MongoDeadLetters(database), new MongoDocuments(database));
        var decoder = new RecordDecoder(new EventSerializer(EventCodec.of(UserEvent.class), new SnapshotCodec(List.of())),
                NoOpEventUpcaster.INSTANCE);
        var factory = new ProcessorFactory(store, decoder, new KafkaClients(broker), null,
                ClasspathParameterResolverFactory.forClass(CopyingMain.class), ClasspathHandlerDefinition.forClass(CopyingMain.class));
        return new Processors(List.of(new ProjectionDefinition(NAME, EventSource.topics(owner), List.of(COUNTED),
                generation -> new Counting(database, generation), (_, _) -> OptionalLong.empty())), List.of(), factory, store);
    }

    private static ProcessorTokens standingStillBeforeTheToken(ProcessorTokens tokens) {
        return ObservedTokens.of(tokens, _ -> {
            if (Counting.WROTE.get()) {
                KillableProcess.standStill();
            }
        });
    }

    /** Writes as the copy of customers does, and counts: how often a document was changed, and how often an event was delivered. */
    static final class Counting {
        private static final ThreadLocal<Boolean> WROTE = ThreadLocal.withInitial(() -> false);
        private final MongoDatabase database;
        private final PositionedDocuments documents;

        Counting(MongoDatabase database, int generation) {
            this.database = database;
            var collection = database.getCollection(COUNTED);
            PositionedDocuments.prepare(collection);
            this.documents = new PositionedDocuments(collection, generation);
        }

        @EventHandler
        void on(UserRenamed event, EventPosition position) {
            database.getCollection(DELIVERIES).insertOne(new Document("position", position.position()));
            documents.apply(position, customer -> {
                WROTE.set(true);
                return customer.append("name", event.name().value()).append("changes", customer.getInteger("changes", 0) + 1);
            });
        }
    }

    static long changes(MongoDatabase database) {
        long changes = 0;
        for (Document document : database.getCollection(COUNTED).find()) {
            changes += document.getInteger("changes");
        }
        return changes;
    }

    static long deliveries(MongoDatabase database) {
        return database.getCollection(DELIVERIES).find().into(new ArrayList<>()).size();
    }
}
