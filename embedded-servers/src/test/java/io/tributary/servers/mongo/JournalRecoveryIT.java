package io.tributary.servers.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy of the files of a running server is what a kill would leave. */
class JournalRecoveryIT {
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir private Path folder;
    private MongoServer server;
    private MongoClient client;

    @BeforeEach
    void start() {
        server = MongoServer.start(folder.resolve("running"), 0, NEVER);
        client = MongoClients.create(server.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    /** The next journal is made before it is needed. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_record_cut_off_at_the_end_was_not_acknowledged_and_is_left_out(boolean nextIsThere) throws IOException {
        insert(1, 2, 3);
        Path copy = copy();
        try (RandomAccessFile journal = newestJournal(copy)) {
            journal.setLength(journal.length() - 3);
        }
        if (nextIsThere) {
            var files = new JournalFolder(copy);
            Files.createFile(files.file(files.numbers().getLast() + 1));
        }
        assertThat(numbersIn(copy)).containsExactly(1L, 2L);
        assertThat(numbersIn(copy)).as("a second start").containsExactly(1L, 2L);
    }

    @Test
    void damage_before_the_end_is_refused_with_what_to_do() throws IOException {
        insert(1, 2, 3);
        Path copy = copy();
        try (RandomAccessFile journal = newestJournal(copy)) {
            journal.seek(journal.length() / 2);
            int was = journal.read();
            journal.seek(journal.length() / 2);
            journal.write(was ^ 0x10);
        }
        assertThatThrownBy(() -> MongoServer.start(copy, 0)).isInstanceOf(DamagedJournal.class).hasMessageContaining(
                "damaged at byte").hasMessageContaining("--fresh");
    }

    @Test
    void a_damaged_length_does_not_pass_for_the_end() throws IOException {
        insert(1, 2, 3);
        Path copy = copy();
        try (RandomAccessFile journal = newestJournal(copy)) {
            journal.seek(4);
            journal.writeInt(Integer.MAX_VALUE);
        }
        assertThatThrownBy(() -> MongoServer.start(copy, 0)).isInstanceOf(DamagedJournal.class);
    }

    @Test
    void a_missing_journal_is_refused() throws IOException {
        insert(1);
        Path copy = copy();
        for (Path journal : journals(copy)) {
            Files.delete(journal);
        }
        assertThatThrownBy(() -> MongoServer.start(copy, 0)).isInstanceOf(DamagedJournal.class).hasMessageContaining("is missing");
    }

    @Test
    void a_batch_larger_than_one_document_may_be_survives() throws IOException {
        Binary large = new Binary(new byte[7 * 1024 * 1024]);
        commits(client).insertMany(LongStream.rangeClosed(1, 4).mapToObj(id -> new Document("_id", id).append("data", large)).toList());
        assertThat(numbersIn(copy())).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void an_id_the_server_chose_is_the_same_afterwards() throws IOException {
        commits(client).updateOne(eq("name", "first"), Updates.set("n", 1), new UpdateOptions().upsert(true));
        List<Document> before = commits(client).find().into(new ArrayList<>());
        Path copy = copy();
        assertThat(before).hasSize(1).first().satisfies(document -> assertThat(document.get("_id")).isNotNull());
        assertThat(documentsIn(copy)).isEqualTo(before);
    }

    @Test
    void a_command_the_server_fails_at_fails_again_and_does_not_keep_it_from_starting() throws IOException {
        insert(1);
        Document malformed = new Document("insert", "commits");
        assertThatThrownBy(() -> client.getDatabase("order").runCommand(malformed)).isInstanceOf(MongoCommandException.class);
        insert(2);
        assertThat(numbersIn(copy())).containsExactly(1L, 2L);
    }

    @Test
    void the_disk_used_does_not_grow_with_changes_of_the_same_documents() throws IOException {
        client.close();
        server.close();
        server = MongoServer.start(folder.resolve("running"), 0, Duration.ofMillis(50));
        client = MongoClients.create(server.uri());
        String text = "x".repeat(100_000);
        for (int round = 0; round < 40; round++) {
            List<Document> documents = LongStream.range(0, 10).mapToObj(id -> new Document("_id", id).append("text", text)).toList();
            commits(client).deleteMany(new Document());
            commits(client).insertMany(documents);
        }
        assertThat(server.broken()).isNotDone();
        assertThat(journals(folder.resolve("running"))).hasSizeLessThanOrEqualTo(3);
    }

    private void insert(long... numbers) {
        for (long number : numbers) {
            commits(client).insertOne(new Document("_id", number).append("text", "commit"));
        }
    }

    private Path copy() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(folder.resolve("running"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static RandomAccessFile newestJournal(Path folder) throws IOException {
        return new RandomAccessFile(journals(folder).getLast().toFile(), "rw");
    }

    private static List<Path> journals(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal-")).sorted(Comparator.naturalOrder()).toList();
        }
    }

    private static List<Long> numbersIn(Path folder) {
        return documentsIn(folder).stream().map(document -> document.getLong("_id")).toList();
    }

    private static List<Document> documentsIn(Path folder) {
        try (MongoServer restarted = MongoServer.start(folder, 0, NEVER); MongoClient reader = MongoClients.create(restarted.uri())) {
            return commits(reader).find().into(new ArrayList<>());
        }
    }

    private static MongoCollection<Document> commits(MongoClient client) {
        return client.getDatabase("order").getCollection("commits");
    }
}
