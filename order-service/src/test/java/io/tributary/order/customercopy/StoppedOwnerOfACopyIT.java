package io.tributary.order.customercopy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.store.mongo.MongoTokens;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.order.PositionedDocuments;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server has no transactions: what an owner that stood still for fifteen seconds does then is kept out by positions and claims. */
class StoppedOwnerOfACopyIT {
    private static final String PROCESSOR = "customer-copy@1";
    private static final Duration CLAIM = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final UserId ADA = UserId.of("11111111-1111-4111-8111-111111111111");
    private final MongoClient client = MongoClients.create(EmbeddedServers.mongo().uri());
    private final MongoDatabase database = client.getDatabase("stopped" + UUID.randomUUID().toString().substring(0, 8));
    private final PositionedDocuments documents = documents();
    private final MongoTokens stopped = new MongoTokens(database, "stopped", CLAIM, Clock.systemUTC());
    private final MongoTokens successor = new MongoTokens(database, "successor", CLAIM, Clock.offset(Clock.systemUTC(), STOP));

    private PositionedDocuments documents() {
        var collection = database.getCollection(CustomerCopy.COLLECTION);
        PositionedDocuments.prepare(collection);
        return new PositionedDocuments(collection, 1);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void it_changes_no_document_that_went_on_even_between_reading_and_writing_it_and_stores_no_token() {
        stopped.initializeTokenSegments(PROCESSOR, 1);
        stopped.fetchToken(PROCESSOR, 0);
        var replica = new CustomerCopyReplica(documents);
        replica.on(new UserRegistered(ADA, new PersonName("Ada")), at(0));
        var attempts = new AtomicInteger();
        documents.apply(at(1), read -> {
            if (attempts.incrementAndGet() == 1) {
                takeOver();
            }
            return read.append("name", "written by the stopped one");
        });
        assertThat(attempts).hasValue(1);
        replica.on(new UserRenamed(ADA, new PersonName("delivered again")), at(1));
        assertThat(documents.find(ADA.text())).map(found -> found.getString("name")).hasValue("Ada King");
        assertThat(documents.find(ADA.text())).map(found -> found.getLong("position")).hasValue(2L);
        assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(() -> stopped.extendClaim(PROCESSOR, 0));
        assertThatExceptionOfType(UnableToClaimTokenException.class).isThrownBy(
                () -> stopped.storeToken(new GlobalSequenceTrackingToken(1), PROCESSOR, 0));
        assertThat(successor.fetchToken(PROCESSOR, 0)).isEqualTo(new GlobalSequenceTrackingToken(2));
    }

    private void takeOver() {
        successor.fetchToken(PROCESSOR, 0);
        var replica = new CustomerCopyReplica(documents());
        replica.on(new UserRenamed(ADA, new PersonName("Ada King")), at(1));
        replica.on(new UserDeactivated(ADA, "left"), at(2));
        successor.storeToken(new GlobalSequenceTrackingToken(2), PROCESSOR, 0);
    }

    private static EventPosition at(long position) {
        return new EventPosition("user", ADA.text(), position);
    }
}
