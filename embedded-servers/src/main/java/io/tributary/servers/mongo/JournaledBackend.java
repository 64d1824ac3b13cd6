package io.tributary.servers.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.netty.channel.Channel;
import io.netty.channel.local.LocalChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledges a change only when it is in the journal, on disk. A change is written to the journal before it is made, under one lock,
 * so that nothing is ever read that a kill of the process could take back, and replay makes the same changes in the same order.
 * Price: one change at a time; waiting for the disk is shared. Changes go on while a checkpoint is written.
 */
final class JournaledBackend extends H2Backend {
    private static final Logger LOG = LoggerFactory.getLogger(JournaledBackend.class);
    /** Stands behind the record of a command that the server failed at without refusing it. */
    private static final byte[] FAILED = {};
    private static final long JOURNAL_LIMIT = 64L * 1024 * 1024;
    private static final int CHECKPOINTS_PER_COMPACTION = 6;

    private final JournaledStore store;
    private final ReentrantLock changing = new ReentrantLock(true);
    private final ReentrantLock checkpointing = new ReentrantLock();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Exception> broken = new CompletableFuture<>();
    private int checkpoints;

    JournaledBackend(JournaledStore store) {
        super(store.data());
        this.store = store;
    }

    static JournaledBackend open(Path folder) throws IOException {
        JournaledStore.Opened opened = JournaledStore.open(folder);
        try {
            var backend = new JournaledBackend(opened.store());
            backend.replay(opened.toReplay());
            opened.store().commit();
            opened.store().settle(opened.store().number());
            return backend;
        } catch (IOException | RuntimeException e) {
            opened.store().data().closeImmediately();
            throw e;
        }
    }

    /** The constructor above this one opens databases, so nothing of this object may be used here. */
    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return StoredCollection.database(name, getMvStore(), getCursorRegistry());
    }

    /** Completed when the server can no longer keep its promise; from then on it refuses every change. */
    CompletableFuture<Exception> broken() {
        return broken;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (command.equals("hello")) {
            return hello(channel, database, query);
        }
        if (!JournaledCommand.changesData(command, query)) {
            return read(channel, database, command, query);
        }
        if (broken.isDone()) {
            throw new MongoServerException("The server is stopping: its journal or store could not be written");
        }
        Determinism.settle(command, query);
        byte[] record = new JournaledCommand(database, command, query).toBytes();
        try {
            return change(channel, database, command, query, record);
        } catch (IOException e) {
            throw new MongoServerException("The journal could not be written: " + e.getMessage(), e);
        }
    }

    /** What changed since the last checkpoint goes into the store, and the journal starts anew. */
    void checkpoint() {
        checkpointing.lock();
        try {
            if (store.journalSize() == 0) {
                return;
            }
            JournalFile next = store.nextFile();
            store.settle(commit(next));
            if (++checkpoints % CHECKPOINTS_PER_COMPACTION == 0) {
                store.compact();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("The checkpoint failed", e);
            broken.complete(e);
        } finally {
            checkpointing.unlock();
        }
    }

    /** Returns the number of the journal file that comes after the commit. */
    private long commit(JournalFile next) throws IOException {
        changing.lock();
        try {
            store.checkpoint(next);
            return store.number();
        } finally {
            changing.unlock();
        }
    }

    void checkpointIfLarge() {
        if (store.journalSize() > JOURNAL_LIMIT) {
            checkpoint();
        }
    }

    @Override
    public void close() {
        checkpoint();
        changing.lock();
        try {
            super.close();
            store.close();
        } finally {
            changing.unlock();
        }
    }

    private Document change(Channel channel, String database, String command, Document query, byte[] record) throws IOException {
        JournaledStore.Place place;
        RuntimeException refused = null;
        Document answer = null;
        changing.lock();
        try {
            place = store.append(record);
            try {
                answer = super.handleCommand(channel, database, command, query);
            } catch (MongoServerException e) {
                refused = e;
            } catch (RuntimeException e) {
                place = store.append(FAILED);
                refused = e;
            } catch (Error e) {
                broken.complete(new IllegalStateException("A change was left half made", e));
                throw e;
            }
        } finally {
            changing.unlock();
        }
        awaitOnDisk(place);
        if (refused != null) {
            throw refused;
        }
        return Objects.requireNonNull(answer);
    }

    private void awaitOnDisk(JournaledStore.Place place) throws IOException {
        try {
            JournaledStore.awaitOnDisk(place);
        } catch (IOException e) {
            broken.complete(e);
            throw e;
        }
    }

    /** The newer name of {@code isMaster}, which is the one the server knows. */
    private Document hello(Channel channel, String database, Document query) {
        Document answer = super.handleCommand(channel, database, "ismaster", query);
        answer.remove("ismaster");
        return answer.append("isWritablePrimary", Boolean.TRUE);
    }

    /** Opening a database makes maps in the store, which must not fall into the middle of a checkpoint. */
    private Document read(Channel channel, String database, String command, Document query) {
        if (!known.contains(database)) {
            changing.lock();
            try {
                Document answer = super.handleCommand(channel, database, command, query);
                known.add(database);
                return answer;
            } finally {
                changing.unlock();
            }
        }
        return super.handleCommand(channel, database, command, query);
    }

    private void replay(List<byte[]> records) {
        Channel channel = new LocalChannel();
        @Nullable
        RuntimeException failure = null;
        for (byte[] record : records) {
            if (record.length == 0) {
                failure = null; // it failed then as it does now
                continue;
            }
            stopAt(failure);
            failure = repeat(channel, JournaledCommand.of(record));
        }
        // A failure at the very last record is left: the server went down before it could note it, and answered no one.
        if (!records.isEmpty()) {
            LOG.info("Replayed {} journal records", records.size());
        }
    }

    private @Nullable RuntimeException repeat(Channel channel, JournaledCommand command) {
        try {
            super.handleCommand(channel, command.database(), command.name(), command.body());
            return null;
        } catch (MongoServerException e) {
            return null; // refused again, as the first time
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static void stopAt(@Nullable RuntimeException failure) {
        if (failure != null) {
            var damaged = new DamagedJournal("A command of the journal that once succeeded fails: " + failure + ".");
            damaged.initCause(failure);
            throw damaged;
        }
    }
}
