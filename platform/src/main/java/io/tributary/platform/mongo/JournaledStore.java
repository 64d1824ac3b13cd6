package io.tributary.platform.mongo;

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
 * comes after it: so a crash at any moment neither repeats nor loses a record. Not thread-safe but for {@link #awaitOnDisk}.
 */
final class JournaledStore {
    private static final String FIRST_NEEDED = "first";
    private static final int FILL_PERCENT = 60;
    private static final int REWRITE_BYTES = 4 * 1024 * 1024;

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
            IndexKeys.openAll(store, checkpoint);
            Long recorded = checkpoint.get(FIRST_NEEDED);
            long first = recorded == null ? 1 : recorded;
            List<Long> needed = files.toReplay(first);
            if (recorded != null && needed.isEmpty()) {
                throw new DamagedJournal("The journal " + files.file(first) + " is missing.");
            }
            List<byte[]> records = new ArrayList<>();
            for (long number : needed) {
                records.addAll(JournalReader.read(files.file(number), number == needed.getLast()));
            }
            long next = first + needed.size();
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

    /** Commits everything appended so far; what is appended later goes to a new journal file. */
    void checkpoint() throws IOException {
        JournalFile finished = current;
        current = JournalFile.create(files.file(number + 1));
        number++;
        finished.awaitOnDisk(finished.size()); // for those who still wait on it
        finished.close();
        commit();
    }

    /** As after opening: the fresh journal file is the first one needed. */
    void commit() {
        checkpoint.put(FIRST_NEEDED, number);
        store.commit();
    }

    /** Puts the commit on disk and then forgets the journal files it made superfluous; may run beside appends. */
    void settle(long committed) throws IOException {
        store.sync();
        files.deleteBefore(committed);
    }

    long number() {
        return number;
    }

    /** Gives space of changed documents back; pages that readers may hold stay for the store's retention time. */
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
