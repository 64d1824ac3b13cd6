package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk;
import io.tributary.chassis.processing.deadletters.DeadLetterDesk.Outcome;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import io.tributary.chassis.processing.deadletters.Parking;
import io.tributary.chassis.processing.store.Attempts;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Rows.Seen;
import io.tributary.chassis.testing.EmbeddedServers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatingTogetherOnMongoIT extends OperatingTogetherContract {
    private final MongoClient client = MongoClients.create(EmbeddedServers.mongo().uri());
    private final MongoDatabase database = client.getDatabase("retrying" + UUID.randomUUID().toString().substring(0, 8));
    private final ConsumerStore store = SharingSegmentsOnMongoIT.store(database, Duration.ofSeconds(10));

    @Override
    ConsumerStore store() {
        return store;
    }

    @Override
    boolean someoneWaits() {
        return false;
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void an_event_that_follows_one_which_is_retried_meanwhile_is_handled_and_waits_behind_nothing() throws Exception {
        var parked = parked(1);
        store.deadLetters().park(parked);
        var retried = new AtomicBoolean();
        try (var watched = MongoClients.create(MongoClientSettings.builder().applyConnectionString(
                new ConnectionString(EmbeddedServers.mongo().uri())).addCommandListener(before("insert", () -> {
                    if (retried.compareAndSet(false, true)) {
                        assertThat(retryAll().handled()).isEqualTo(1);
                    }
                })).build())) {
            var letters = SharingSegmentsOnMongoIT.store(watched.getDatabase(database.getName()), Duration.ofSeconds(10)).deadLetters();
            handle(parked(2), new Parking(PROCESSOR, letters, Attempts.Attempt::run, Clock.systemUTC(), 2));
        }
        assertThat(retried).isTrue();
        assertThat(handled).containsExactly("1", "2");
        assertThat(store.deadLetters().size()).isZero();
    }

    private Outcome retryAll() {
        return new DeadLetterDesk(store, Flow.DECODER, _ -> Optional.of(this::note)).retry(PROCESSOR, SEQUENCE);
    }

    private void handle(ParkedEvent next, Parking parking) throws Exception {
        var event = Flow.DECODER.decode(new GlobalSequenceTrackingToken(2), next.partition(), next.event()).getFirst();
        var result = DefaultUnitOfWork.startAndGet(event).executeWithResult(() -> {
            parking.handle(event, SEQUENCE, 0, () -> note(event));
            return event;
        });
        assertThat(result.isExceptional()).isFalse();
    }

    private static CommandListener before(String command, Runnable action) {
        return new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (event.getCommandName().equals(command)) {
                    action.run();
                }
            }
        };
    }

    @Test
    void a_repair_leaves_alone_what_changed_since_it_was_compared() {
        var rows = store.rows();
        var copies = database.getCollection("copy");
        copies.insertOne(copy(1, "drifted", 5));
        copies.insertOne(copy(2, "right", 5));
        var compared = new Seen(1, rows.find("copy", 1, "p").orElseThrow().content());
        var rebuilt = new Seen(2, rows.find("copy", 2, "p").orElseThrow().content());
        copies.replaceOne(new Document("_id", copy(1, "", 0).get("_id")), copy(1, "newer", 6));
        assertThat(rows.copy("copy", "p", rebuilt, compared)).isFalse();
        assertThat(rows.find("copy", 1, "p").orElseThrow().content()).contains("newer");
        assertThat(rows.copy("copy", "p", rebuilt, new Seen(1, rows.find("copy", 1, "p").orElseThrow().content()))).isTrue();
        assertThat(rows.find("copy", 1, "p")).isEqualTo(rows.find("copy", 2, "p"));
        assertThat(rows.copy("copy", "p", rebuilt, new Seen(3, null))).isTrue();
        assertThat(rows.find("copy", 3, "p")).isEqualTo(rows.find("copy", 2, "p"));
    }

    private static Document copy(int generation, String name, long position) {
        return new Document("_id", new Document("g", generation).append("id", "p")).append("name", name).append("position", position);
    }
}
