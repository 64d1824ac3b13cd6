package io.tributary.eventstore.postgres;

import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.storage.NumberedCommit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;

/** Stores a batch in one statement, which is one round trip and one transaction: all of it or nothing. */
final class BatchInsert implements AutoCloseable {
    /** A statement that takes longer has lost its server; what it did is read afterwards. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int NO_BACKEND = 0;

    /**
     * The numbers come first and everything else depends on them, so a batch that competes for the same number waits there and holds
     * nothing that the other could want.
     */
    private static final String SQL = """
            with numbered as (
                insert into commit_log (number, commit_id, first_position, size, recorded_at, idempotency_key, digest, answer)
                select c.number, c.commit_id, c.first_position, c.size, timestamptz 'epoch' + c.micros * interval '1 microsecond',
                       c.idempotency_key, c.digest, c.answer
                from unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::bytea[])
                     as c (number, commit_id, first_position, size, micros, idempotency_key, digest, answer)
                returning number
            ), stored as (
                insert into event_log (position, commit_id, event_id, aggregate_id, sequence, aggregate_type, event_type, event_version,
                                       recorded_at, payload, metadata)
                select e.position, e.commit_id, e.event_id, e.aggregate_id, e.sequence, e.aggregate_type, e.event_type, e.event_version,
                       timestamptz 'epoch' + e.micros * interval '1 microsecond', e.payload, e.metadata
                from unnest(?::bigint[], ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::int[], ?::bigint[],
                            ?::bytea[], ?::bytea[])
                     as e (position, commit_id, event_id, aggregate_id, sequence, aggregate_type, event_type, event_version, micros,
                           payload, metadata)
                where (select count(*) from numbered) > 0
            )
            select case when ? then pg_notify(?, max(number)::text) end from numbered""";

    private final HeldConnection held;
    private final String channel;
    private @Nullable PreparedStatement statement;
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
            var connection = held.get();
            var insert = statement == null ? prepare(connection) : statement;
            long now = System.nanoTime();
            boolean announce = now - announced >= ChangeNotifications.UNANNOUNCED.toNanos();
            bind(insert, connection.unwrap(PGConnection.class), batch, announce);
            insert.execute();
            announced = announce ? now : announced;
        } catch (SQLException e) {
            if (lostConnection(e)) {
                statement = null;
                backend = NO_BACKEND;
                held.discard();
            }
            throw e;
        }
    }

    /**
     * The server process announces what this one stores; what became of each batch, whether acknowledged or not, is found out by the one
     * who sent it. A batch of a connection given up may still arrive, and counts as another's.
     */
    boolean isOwn(int serverProcess) {
        return serverProcess == backend;
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        var prepared = connection.prepareStatement(SQL);
        prepared.unwrap(PGStatement.class).setPrepareThreshold(1);
        statement = prepared;
        return prepared;
    }

    /** A batch that lost a race leaves its connection in order; after anything unclear another one is opened. */
    private static boolean lostConnection(SQLException e) {
        return !UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    private void bind(PreparedStatement insert, PGConnection connection, List<NumberedCommit> batch, boolean announce) throws SQLException {
        var parameters = new Parameters(insert, connection);
        var commits = new CommitColumns(batch.size());
        var events = new EventColumns(batch.stream().mapToInt(commit -> commit.commit().events().size()).sum());
        for (var numbered : batch) {
            commits.add(numbered);
            long position = numbered.placement().firstPosition();
            for (var event : numbered.commit().events()) {
                events.add(position++, numbered.commit().id(), event);
            }
        }
        commits.bind(parameters);
        events.bind(parameters);
        parameters.flag(announce);
        parameters.text(channel);
    }

    @Override
    public void close() {
        held.close();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static final class Parameters {
        private final PreparedStatement insert;
        private final PGConnection connection;
        private int index;

        Parameters(PreparedStatement insert, PGConnection connection) {
            this.insert = insert;
            this.connection = connection;
        }

        void array(String type, Object values) throws SQLException {
            insert.setArray(++index, connection.createArrayOf(type, values));
        }

        void flag(boolean value) throws SQLException {
            insert.setBoolean(++index, value);
        }

        void text(String value) throws SQLException {
            insert.setString(++index, value);
        }
    }

    private static final class CommitColumns {
        private final long[] number;
        private final UUID[] commitId;
        private final long[] firstPosition;
        private final int[] size;
        private final long[] micros;
        private final @Nullable String[] idempotencyKey;
        private final @Nullable String[] digest;
        private final byte[] @Nullable [] answer;
        private int row;

        CommitColumns(int rows) {
            number = new long[rows];
            commitId = new UUID[rows];
            firstPosition = new long[rows];
            size = new int[rows];
            micros = new long[rows];
            idempotencyKey = new String[rows];
            digest = new String[rows];
            answer = new byte[rows][];
        }

        void add(NumberedCommit commit) {
            number[row] = commit.placement().commit();
            commitId[row] = commit.commit().id();
            firstPosition[row] = commit.placement().firstPosition();
            size[row] = commit.commit().events().size();
            micros[row] = micros(commit.time());
            var idempotency = commit.commit().idempotency();
            if (idempotency != null) {
                idempotencyKey[row] = idempotency.keyHash();
                digest[row] = idempotency.digest();
                answer[row] = commit.answer();
            }
            row++;
        }

        void bind(Parameters parameters) throws SQLException {
            parameters.array("int8", number);
            parameters.array("uuid", commitId);
            parameters.array("int8", firstPosition);
            parameters.array("int4", size);
            parameters.array("int8", micros);
            parameters.array("text", idempotencyKey);
            parameters.array("text", digest);
            parameters.array("bytea", answer);
        }
    }

    private static final class EventColumns {
        private final long[] position;
        private final UUID[] commitId;
        private final UUID[] eventId;
        private final String[] aggregateId;
        private final long[] sequence;
        private final @Nullable String[] aggregateType;
        private final String[] type;
        private final int[] version;
        private final long[] micros;
        private final byte[][] payload;
        private final byte[][] metadata;
        private int row;

        EventColumns(int rows) {
            position = new long[rows];
            commitId = new UUID[rows];
            eventId = new UUID[rows];
            aggregateId = new String[rows];
            sequence = new long[rows];
            aggregateType = new String[rows];
            type = new String[rows];
            version = new int[rows];
            micros = new long[rows];
            payload = new byte[rows][];
            metadata = new byte[rows][];
        }

        void add(long at, UUID commit, LogEvent event) {
            position[row] = at;
            commitId[row] = commit;
            eventId[row] = event.id();
            aggregateId[row] = event.aggregateId();
            sequence[row] = event.sequence();
            aggregateType[row] = event.aggregateType();
            type[row] = event.type();
            version[row] = event.version();
            micros[row] = micros(event.recordedAt());
            payload[row] = event.payload();
            metadata[row] = event.metadata();
            row++;
        }

        void bind(Parameters parameters) throws SQLException {
            parameters.array("int8", position);
            parameters.array("uuid", commitId);
            parameters.array("uuid", eventId);
            parameters.array("text", aggregateId);
            parameters.array("int8", sequence);
            parameters.array("text", aggregateType);
            parameters.array("text", type);
            parameters.array("int4", version);
            parameters.array("int8", micros);
            parameters.array("bytea", payload);
            parameters.array("bytea", metadata);
        }
    }
}
