package io.tributary.eventstore.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection kept for one purpose: no pool looks at it between two uses, which would cost a round trip. Opened again after a failure. */
final class HeldConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldConnection.class);

    private final DataSource dataSource;
    private final Setup setup;
    private @Nullable Connection connection;
    private boolean closed;

    HeldConnection(DataSource dataSource, Setup setup) {
        this.dataSource = dataSource;
        this.setup = setup;
    }

    synchronized Connection get() throws SQLException {
        if (closed) {
            throw new SQLException("the log is closed");
        }
        if (connection == null) {
            var opened = dataSource.getConnection();
            try {
                setup.apply(opened);
            } catch (SQLException e) {
                opened.close();
                throw e;
            }
            connection = opened;
        }
        return connection;
    }

    /** Gives the connection up, whoever is waiting on it; the next {@link #get} opens another. */
    synchronized void discard() {
        if (connection != null) {
            var unwanted = connection;
            connection = null;
            if (dataSource instanceof HikariDataSource pool) {
                pool.evictConnection(unwanted);
            } else {
                abort(unwanted);
            }
        }
    }

    private static void abort(Connection unwanted) {
        try {
            unwanted.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.warn("A connection that is of no use any more could not be closed", e);
        }
    }

    synchronized boolean isClosed() { return closed; }

    @Override
    public synchronized void close() {
        closed = true;
        discard();
    }

    interface Setup {
        void apply(Connection connection) throws SQLException;
    }
}
