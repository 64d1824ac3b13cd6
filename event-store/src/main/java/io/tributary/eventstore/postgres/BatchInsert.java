package io.tributary.eventstore.postgres;

import io.tributary.eventstore.storage.NumberedCommit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/** Stores a batch in one statement, which is one round trip and one transaction: all of it or nothing. */
final class BatchInsert implements AutoCloseable {
    /** A statement that takes longer has lost its server; what it did is read afterwards. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int NO_BACKEND = 0;

    private final HeldConnection held;
    private final String channel;
    private final Map<BatchShape, PreparedStatement> statements = new HashMap<>();
    private volatile int backend = NO_BACKEND;
    private long announced = System.nanoTime() - ChangeNotifications.UNANNOUNCED.toNanos();

    BatchInsert(DataSource dataSource, String channel) {
        this.held = new HeldConnection(dataSource, connection -> {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, (int) TIMEOUT.toMillis());
            backend = connection.unwrap(PGConnection.class).getBackendPID();
        });
        this.channel = channel;
    }

    void run(List<NumberedCommit> batch) throws SQLException {
        try {
            var shape = BatchShape.of(batch);
            var insert = statement(held.get(), shape);
            long now = System.nanoTime();
            boolean announce = now - announced >= ChangeNotifications.UNANNOUNCED.toNanos();
            BatchParameters.bind(batch, shape, insert, announce, channel);
            insert.execute();
            announced = announce ? now : announced;
        } catch (SQLException e) {
            if (lostConnection(e)) {
                statements.clear();
                backend = NO_BACKEND;
                held.discard();
            }
            throw e;
        }
    }

    /** Whoever listens for commits hears the payload of {@link ChangeNotifications#turnOf} too. */
    void announce(String payload) throws SQLException {
        try (var call = held.get().prepareStatement("select pg_notify(?, ?)")) {
            call.setString(1, channel);
            call.setString(2, payload);
            call.execute();
        }
    }

    /**
     * The server process announces what this one stores; what became of each batch, whether acknowledged or not, is found out by the one
     * who sent it. A batch of a connection given up may still arrive, and counts as another's.
     */
    boolean isOwn(int serverProcess) {
        return serverProcess == backend;
    }

    private PreparedStatement statement(Connection connection, BatchShape shape) throws SQLException {
        var known = statements.get(shape);
        if (known != null) {
            return known;
        }
        var prepared = connection.prepareStatement(shape.sql());
        prepared.unwrap(PGStatement.class).setPrepareThreshold(1);
        statements.put(shape, prepared);
        return prepared;
    }

    /** A batch that lost a race leaves its connection in order; after anything unclear another one is opened. */
    private static boolean lostConnection(SQLException e) {
        return !UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    @Override
    public void close() {
        held.close();
    }
}
