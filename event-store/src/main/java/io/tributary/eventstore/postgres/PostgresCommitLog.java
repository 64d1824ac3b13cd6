package io.tributary.eventstore.postgres;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.log.DenseCommitLog;
import io.tributary.eventstore.log.LogSettings;
import io.tributary.eventstore.storage.CommitStorage;
import javax.sql.DataSource;

/**
 * Opens the log in a PostgreSQL database whose schema holds the tables of {@code db/eventstore}. Two connections of the data source stay
 * in use until the log is closed, one to write and one to listen; reads take others for a moment. Connections must be in autocommit mode
 * and reach the server itself, not a pooler that shares sessions.
 */
public final class PostgresCommitLog {
    private PostgresCommitLog() {}

    public static CommitLog open(DataSource dataSource) {
        return open(dataSource, LogSettings.defaults());
    }

    public static CommitLog open(DataSource dataSource, LogSettings settings) {
        return new DenseCommitLog(storage(dataSource), settings);
    }

    /**
     * Reads take their connections from {@code reads}, which may hand out that of the caller's transaction: whoever holds a connection then
     * needs no second one, for which as many as there are would wait for ever.
     */
    public static CommitLog open(DataSource dataSource, DataSource reads) {
        return new DenseCommitLog(new PostgresStorage(dataSource, reads), LogSettings.defaults());
    }

    /** The tables alone, for a log of one's own making. */
    public static CommitStorage storage(DataSource dataSource) {
        return new PostgresStorage(dataSource, dataSource);
    }
}
