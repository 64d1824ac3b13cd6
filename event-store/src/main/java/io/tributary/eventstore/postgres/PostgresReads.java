package io.tributary.eventstore.postgres;

import io.tributary.eventstore.CommitLogException.InvalidCommit;
import io.tributary.eventstore.CommitLogException.Unavailable;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.StoredEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** Runs one query on a connection of its own and maps its rows. */
final class PostgresReads {
    static final String EVENT_COLUMNS = "position, event_id, aggregate_id, sequence, aggregate_type, event_type, event_version, recorded_at, payload, metadata";

    private final DataSource dataSource;

    PostgresReads(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Prepared on the server from the first use on, so that rows come in binary form. */
    <T> List<T> list(String sql, Binder binder, RowMapper<T> mapper) {
        try (var connection = dataSource.getConnection(); var query = connection.prepareStatement(sql)) {
            query.unwrap(PGStatement.class).setPrepareThreshold(1);
            binder.bind(query);
            var result = new ArrayList<T>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    result.add(mapper.map(rows));
                }
            }
            return result;
        } catch (SQLException e) {
            throw new Unavailable("PostgreSQL did not answer: " + e.getMessage(), e);
        }
    }

    <T> Optional<T> first(String sql, Binder binder, RowMapper<T> mapper) {
        return list(sql, binder, mapper).stream().findFirst();
    }

    /** Rows of {@link #EVENT_COLUMNS} up to one that cannot be read, which is an error only if it is the first. */
    List<StoredEvent> events(String sql, Binder binder) {
        var events = new ArrayList<StoredEvent>();
        for (var row : list(sql, binder, PostgresReads::attempt)) {
            try {
                events.add(row.get());
            } catch (Unreadable e) {
                if (events.isEmpty()) {
                    throw e;
                }
                break;
            }
        }
        return events;
    }

    private static Supplier<StoredEvent> attempt(ResultSet row) throws SQLException {
        try {
            var event = event(row);
            return () -> event;
        } catch (Unreadable e) {
            return () -> {
                throw e;
            };
        }
    }

    /** A row of {@link #EVENT_COLUMNS}. */
    static StoredEvent event(ResultSet row) throws SQLException {
        long position = row.getLong(1);
        @Nullable
        UUID id = row.getObject(2, UUID.class);
        try {
            return new StoredEvent(position, new LogEvent(id, row.getString(3), row.getLong(4), row.getString(5), row.getString(6),
                    row.getInt(7), instant(row, 8), row.getBytes(9), row.getBytes(10)));
        } catch (InvalidCommit e) {
            throw new Unreadable("the event at position " + position + " cannot be read: " + e.getMessage(), e);
        }
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    interface Binder {
        void bind(PreparedStatement query) throws SQLException;
    }

    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }
}
