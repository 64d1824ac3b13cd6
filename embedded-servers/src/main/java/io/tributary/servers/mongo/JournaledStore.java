package io.tributary.servers.mongo;

import io.tributary.servers.mongo.keys.OrderedMaps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The store's file and the journal of what changed since its last commit. The store says, in the commit itself, which journal file
 * comes after it: so a crash at any moment neither repeats nor loses a record. Appends and {@link #checkpoint} exclude each other; all else may
 * run beside appends.
 */
final class JournaledStore {
    private static final String FIRST_NEEDED = "first";
    private static final int FILL_PERCENT = 60;
    private static final int REWRITE_BYTES = 4 * 1024 * 1024;
    /** With a delay, the store has a thread that writes what is committed; by itself it would commit after weeks in which nobody did. */
    private static final int NO_COMMITS_OF_ITS_OWN = Integer.MAX_VALUE;

    private final MVStore store;
    private final MVMap<String, Long> checkpoint;
    private final JournalFolder files;
    private long number;
    private JournalFile current;

    private JournaledStore(MVStore store, JournalFolder files, long number, JournalFile current) {
        this.store = store;
        this.checkpoint = store.openMap("journal");
        this.files = files;
        this.number = number;
        this.current = current;
    }

    /** A record's place: its file and the position to wait for in it. */
    record Place(JournalFile file, long end) {}

    record Opened(JournaledStore store, List<byte[]> toReplay) {}

    /** Opens the store as of its last commit, with the records to replay on it before the first checkpoint. */
    static Opened open(Path folder) throws IOException {
        Files.createDirectories(folder);
        MVStore store = new MVStore.Builder().fileName(folder.resolve("store.mv").toString()).autoCommitDisabled().autoCommitBufferSize(
                0).open();
        try {
            var files = new JournalFolder(folder);
            MVMap<String, Long> checkpoint = store.openMap("journal");
            OrderedMaps.openAll(store, checkpoint);
            Long recorded = checkpoint.get(FIRST_NEEDED);
            long first = recorded == null ? 1 : recorded;
            List<Long> needed = files.toReplay(first);
            if (recorded != null && needed.isEmpty()) {
                throw new DamagedJournal("The journal " + files.file(first) + " is missing.");
            }
            List<byte[]> records = new ArrayList<>();
            for (long number : needed) {
                records.addAll(JournalReader.read(files.file(number), files.isLastWritten(number, needed)));
            }
            long next = first + needed.size();
            store.setAutoCommitDelay(NO_COMMITS_OF_ITS_OWN);
            return new Opened(new JournaledStore(store, files, next, JournalFile.create(files.file(next))), records);
        } catch (IOException | RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    MVStore data() {
        return store;
    }

    Place append(byte[] record) throws IOException {
        return new Place(current, current.append(record));
    }

    static void awaitOnDisk(Place place) throws IOException {
        place.file().awaitOnDisk(place.end());
    }

    long journalSize() {
        return current.size();
    }

    /** The file for what is appended after the next checkpoint. */
    JournalFile nextFile() throws IOException {
        return JournalFile.create(files.file(number + 1));
    }

    /**
     * Commits everything appended so far; what is appended later goes to the next file. Returns before the commit is written: the store keeps what
     * it consists of, and {@link #settle} waits for it.
     */
    void checkpoint(JournalFile next) throws IOException {
        JournalFile finished = current;
        current = next;
        number++;
        finished.awaitOnDisk(finished.size()); // for those who still wait on it, and for those who append to the next one
        finished.close();
        checkpoint.put(FIRST_NEEDED, number);
        while (store.tryCommit() < 0 && !store.isClosed()) {
            Thread.yield(); // a reader that ends keeps others from committing for a moment
        }
    }

    /** As after opening: the fresh journal file is the first one needed. */
    void commit() {
        checkpoint.put(FIRST_NEEDED, number);
        store.commit();
    }

    /** Puts the commit on disk and then forgets the journal files it made superfluous. */
    void settle(long committed) throws IOException {
        store.executeFilestoreOperation(() -> {}); // is called when everything committed is written
        store.sync();
        files.deleteBefore(committed);
    }

    long number() {
        return number;
    }

    /** Gives space of changed documents back, with the next commit; pages that readers may hold stay for the store's retention time. */
    void compact() {
        store.compact(FILL_PERCENT, REWRITE_BYTES);
    }

    void close() {
        try {
            store.close();
            current.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
