package io.tributary.servers.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.tributary.servers.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed in the middle of writing, several times, and must come back with everything it acknowledged. */
@Order(1)
class KilledMongoServerIT {
    private static final int ROUNDS = 4;
    private static final int WRITERS = 4;
    private static final String CHECKPOINT_MILLIS = "150";

    @TempDir private Path folder;
    private final AtomicLong next = new AtomicLong();
    private final Set<Long> attempted = new ConcurrentSkipListSet<>();
    private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicLong countedAtLeast = new AtomicLong();
    private final AtomicLong countedAtMost = new AtomicLong();

    @Test
    void acknowledged_writes_survive_and_the_unique_index_stays_whole() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            writeUntilKilled(100 + random.nextInt(200));
            verify();
        }
    }

    private void writeUntilKilled(int moreAcknowledged) throws IOException, InterruptedException {
        try (ServerProcess server = start(); MongoClient client = connect(server)) {
            commits(client).createIndex(Indexes.ascending("k"), new IndexOptions().unique(true));
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(Thread.ofPlatform().start(() -> writeUntilRefused(client)));
            }
            writers.add(Thread.ofPlatform().start(() -> countUntilRefused(client)));
            awaitAcknowledged(acknowledged.size() + moreAcknowledged);
            server.kill();
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    private void awaitAcknowledged(int number) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (acknowledged.size() < number) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void writeUntilRefused(MongoClient client) {
        try {
            while (true) {
                long first = next.getAndAdd(2);
                attempted.add(first);
                attempted.add(first + 1);
                commits(client).insertMany(List.of(commit(first), commit(first + 1)));
                acknowledged.add(first);
                acknowledged.add(first + 1);
            }
        } catch (MongoException e) {
            return; // the server is gone
        }
    }

    private void countUntilRefused(MongoClient client) {
        try {
            while (true) {
                countedAtMost.incrementAndGet();
                counter(client).updateOne(eq("_id", "counter"), Updates.inc("n", 1L),
                        new UpdateOptions().upsert(true));
                countedAtLeast.incrementAndGet();
            }
        } catch (MongoException e) {
            return; // the server is gone
        }
    }

    private void verify() throws IOException {
        try (ServerProcess server = start(); MongoClient client = connect(server)) {
            Set<Long> stored = new TreeSet<>();
            commits(client).find().forEach(document -> stored.add(document.getLong("_id")));
            assertThat(stored).containsAll(acknowledged);
            assertThat(attempted).containsAll(stored);
            for (long number : stored) {
                assertThat(commits(client).find(in("k", "a#" + number)).first()).as("by its key: " + number).isEqualTo(
                        commit(number));
            }
            assertThatThrownBy(() -> commits(client).insertOne(commit(acknowledged.iterator().next()).append("_id", -1L))).isInstanceOf(
                    MongoWriteException.class).hasMessageContaining("E11000");
            Document counter = counter(client).find(eq("_id", "counter")).first();
            assertThat(counter).isNotNull();
            assertThat(counter.getLong("n")).isBetween(countedAtLeast.get(), countedAtMost.get());
        }
    }

    private static Document commit(long number) {
        return new Document("_id", number).append("k", List.of("a#" + number, "b#" + number)).append("text", "x".repeat(200));
    }

    private static MongoCollection<Document> commits(MongoClient client) {
        return client.getDatabase("order").getCollection("commits");
    }

    private static MongoCollection<Document> counter(MongoClient client) {
        return client.getDatabase("order").getCollection("counter");
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(MongoMain.class, folder.toString(), "0", CHECKPOINT_MILLIS);
    }

    private static MongoClient connect(ServerProcess server) {
        return MongoClients.create(
                "mongodb://127.0.0.1:" + server.port() + "/?retryWrites=false&serverSelectionTimeoutMS=3000&socketTimeoutMS=20000");
    }
}
