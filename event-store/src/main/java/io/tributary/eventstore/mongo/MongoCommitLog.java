package io.tributary.eventstore.mongo;

import com.mongodb.client.MongoDatabase;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.log.DenseCommitLog;
import io.tributary.eventstore.log.LogSettings;
import io.tributary.eventstore.storage.CommitStorage;
import java.time.Duration;

/**
 * Opens the log in a MongoDB database of its own, and makes collections and indexes that are missing. The collections must not be
 * sharded. Nothing announces commits of other processes, so they are looked for every {@link #POLL_INTERVAL}.
 */
public final class MongoCommitLog {
    static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private MongoCommitLog() {}

    public static CommitLog open(MongoDatabase database) {
        return open(database, LogSettings.defaults().withPollInterval(POLL_INTERVAL));
    }

    public static CommitLog open(MongoDatabase database, LogSettings settings) {
        return new DenseCommitLog(storage(database), settings);
    }

    /** The collections alone, for a log of one's own making. */
    public static CommitStorage storage(MongoDatabase database) {
        return new MongoStorage(database);
    }
}
