package io.tributary.order.customercopy;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.processing.runtime.RunningProcessor;
import io.tributary.chassis.testing.EmbeddedServers;
import io.tributary.chassis.testing.Eventually;
import io.tributary.chassis.testing.ForeignOwner;
import io.tributary.chassis.testing.KillableProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kill -9 of a real process between a copy's documents and its token, on a server without transactions. */
class KilledCopyIT {
    private static final int FEW = 2;
    private static final int MANY = 20;
    private static final int CUSTOMERS = 20;
    private static final String BROKER = EmbeddedServers.kafka().bootstrapServers();
    private final String unique = "copied" + UUID.randomUUID().toString().substring(0, 8);
    private final ForeignOwner users = ForeignOwner.of(unique, UserEvent.class);
    private final MongoClient client = MongoClients.create(EmbeddedServers.mongo().uri());
    private final MongoDatabase database = client.getDatabase(unique);
    private int published;

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void a_copy_killed_between_documents_and_token_loses_and_doubles_nothing() throws Exception {
        kill(FEW);
    }

    @Test
    @Tag("long")
    void a_copy_killed_there_twenty_times_loses_and_doubles_nothing() throws Exception {
        kill(MANY);
    }

    private void kill(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            rename(round);
            long before = CopyingMain.changes(database);
            try (var worker = KillableProcess.start(CopyingMain.class, "broker=" + BROKER, List.of(
                    EmbeddedServers.mongo().uri(), unique, unique)).reached()) {
                assertThat(CopyingMain.changes(database)).as("documents are written").isGreaterThan(before);
                worker.kill();
            }
        }
        rename(rounds);
        var copying = CopyingMain.copying(database, unique, BROKER, UnaryOperator.identity());
        copying.start();
        Eventually.within(Duration.ofSeconds(30), () -> {
            assertThat(CopyingMain.changes(database)).isGreaterThanOrEqualTo(published);
            assertThat(copying.running()).hasSize(1).allMatch(RunningProcessor::caughtUp);
        });
        copying.stop();
        assertThat(CopyingMain.deliveries(database)).as("what was written before a kill came again").isGreaterThanOrEqualTo(
                (long) published + rounds);
        assertThat(database.getCollection(CopyingMain.COUNTED).find()).hasSize(CUSTOMERS).allSatisfy(
                document -> assertEachWasAppliedOnce(document, rounds));
    }

    private static void assertEachWasAppliedOnce(Document document, int rounds) {
        assertThat(document.getString("name")).isEqualTo("Round " + rounds);
        assertThat(document.getInteger("changes")).isEqualTo(rounds + 1);
    }

    private void rename(int round) {
        users.publish(IntStream.range(0, CUSTOMERS).mapToObj(
                number -> new UserRenamed(customer(number), new PersonName("Round " + round))).toArray(UserEvent[]::new));
        published += CUSTOMERS;
    }

    private static UserId customer(int number) {
        return new UserId(UUID.nameUUIDFromBytes(("customer " + number).getBytes(StandardCharsets.UTF_8)));
    }
}
