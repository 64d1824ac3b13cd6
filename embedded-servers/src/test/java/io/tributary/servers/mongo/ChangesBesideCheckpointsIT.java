package io.tributary.servers.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.local.LocalChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.LongDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writing of a checkpoint, or the giving back of space after it, is held up for as long as a test wants. */
class ChangesBesideCheckpointsIT {
    private static final int CHECKPOINTS_UNTIL_SPACE_IS_GIVEN_BACK = 6;
    private static final int SECONDS = 20;

    @TempDir private Path folder;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Gate writing = new Gate();
    private final Gate comparing = new Gate();
    private JournaledStore store;
    private JournaledBackend backend;
    private MVMap<Long, Long> held;

    @BeforeEach
    void open() throws IOException {
        store = JournaledStore.open(folder.resolve("running")).store();
        backend = new JournaledBackend(store);
        held = store.data().openMap("held", new MVMap.Builder<Long, Long>().keyType(new HeldNumbers()));
        insert(0);
    }

    @AfterEach
    void close() {
        writing.open();
        comparing.open();
        threads.close();
        backend.close();
    }

    @Test
    void a_change_is_answered_while_a_checkpoint_is_written() throws Exception {
        held.put(1L, 1L);
        var checkpoint = holdUp(writing);
        threads.submit(() -> insert(1)).get(SECONDS, TimeUnit.SECONDS);
        assertThat(checkpoint.isDone()).isFalse();
        Path left = killed();
        writing.open();
        checkpoint.get(SECONDS, TimeUnit.SECONDS);
        assertThat(count(left)).as("before the checkpoint is there").isEqualTo(2);
        assertThat(count(killed())).as("once it is").isEqualTo(2);
    }

    @Test
    void a_change_is_answered_while_space_is_given_back() throws Exception {
        store.data().setRetentionTime(0);
        MVMap<Long, String> passing = store.data().openMap("passing");
        LongStream.range(0, 5000).forEach(number -> held.put(number, number));
        for (int checkpoint = 1; checkpoint < CHECKPOINTS_UNTIL_SPACE_IS_GIVEN_BACK; checkpoint++) {
            passing.put(1L, "x".repeat(1_000_000) + checkpoint);
            insert(checkpoint);
            backend.checkpoint();
        }
        insert(CHECKPOINTS_UNTIL_SPACE_IS_GIVEN_BACK);
        var checkpoint = holdUp(comparing);
        threads.submit(() -> insert(CHECKPOINTS_UNTIL_SPACE_IS_GIVEN_BACK + 1)).get(SECONDS, TimeUnit.SECONDS);
        assertThat(checkpoint.isDone()).isFalse();
    }

    /** Returns when it stands at the gate. */
    private Future<?> holdUp(Gate gate) throws InterruptedException {
        gate.close();
        var checkpoint = threads.submit(backend::checkpoint);
        assertThat(gate.reached.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        return checkpoint;
    }

    private void insert(int number) {
        Document answer = backend.handleCommand(new LocalChannel(), "order", "insert", new Document("insert", "numbers").append("documents",
                List.of(new Document("_id", number))));
        assertThat(answer.get("n")).isEqualTo(1);
    }

    /** What a kill at this moment leaves. */
    private Path killed() throws IOException {
        Path copy = Files.createTempDirectory(folder, "killed");
        try (Stream<Path> files = Files.list(folder.resolve("running"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private static Object count(Path folder) throws IOException {
        JournaledBackend restarted = JournaledBackend.open(folder);
        try {
            return Objects.requireNonNull(
                    restarted.handleCommand(new LocalChannel(), "order", "count", new Document("count", "numbers")).get("n"));
        } finally {
            restarted.close();
        }
    }

    /** Where a thread can be made to wait. */
    private static final class Gate {
        private static final Duration LONGEST = Duration.ofMinutes(1);
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile boolean closed;

        void close() {
            closed = true;
        }

        void open() {
            open.countDown();
        }

        void pass() {
            if (closed) {
                reached.countDown();
                try {
                    assertThat(open.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private final class HeldNumbers extends BasicDataType<Long> {
        @Override
        public int compare(Long one, Long other) {
            comparing.pass();
            return one.compareTo(other);
        }

        @Override
        public int getMemory(Long number) {
            return LongDataType.INSTANCE.getMemory(number);
        }

        @Override
        public void write(WriteBuffer buffer, Long number) {
            writing.pass();
            LongDataType.INSTANCE.write(buffer, number);
        }

        @Override
        public Long read(ByteBuffer buffer) {
            return LongDataType.INSTANCE.read(buffer);
        }

        @Override
        public Long[] createStorage(int size) {
            return LongDataType.INSTANCE.createStorage(size);
        }
    }
}
