package io.tributary.eventstore.bench.append;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.axonframework.common.IdentifierFactory;

/**
 * One insert per event in autocommit mode: the row of our engine with its keys, and nothing else. The bytes are ready, the statement is
 * prepared on the server, and a caller keeps no connection waiting.
 */
@SuppressWarnings("MutablePublicArray")
public final class RawInserts implements Variant {
    private static final String INSERT = """
            insert into event_log (position, commit_id, event_id, aggregate_id, sequence, aggregate_type, event_type, event_version,
            recorded_at, payload, metadata) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    public static final byte[] METADATA = """
            {"traceId":"0b0f0b60-1c1f-4a58-8b6b-3a9b6f4f2d11","correlationId":"0b0f0b60-1c1f-4a58-8b6b-3a9b6f4f2d11"}""".getBytes(
            StandardCharsets.UTF_8);

    private final HikariDataSource database = Database.pool(true);
    private final BlockingQueue<PreparedStatement> statements = new ArrayBlockingQueue<>(Database.CONNECTIONS);
    private final AtomicLong position;
    private final HotAccounts hot = new HotAccounts();
    private final AtomicLongArray sequences = new AtomicLongArray(HotAccounts.COUNT);
    private final byte[] opened = Json.serializer().serialize(new Account.Opened(HotAccounts.id(0), HotAccounts.name(0),
            HotAccounts.email(0)), byte[].class).getData();
    private final byte[] renamed = Json.serializer().serialize(new Account.Renamed(HotAccounts.id(0), HotAccounts.name(0)),
            byte[].class).getData();

    public RawInserts() throws Exception {
        Database.migrate(database);
        position = new AtomicLong(Database.number(database, "select coalesce(max(position) + 1, 0) from event_log"));
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("create", this::create, "update", this::update);
    }

    private Measurement create(Load load) throws Exception {
        open(load.callers());
        return ClosedLoop.run(load, _ -> insert(UUID.randomUUID().toString(), 0, Account.Opened.class, opened), this::count);
    }

    private Measurement update(Load load) throws Exception {
        open(load.callers());
        return ClosedLoop.run(load, caller -> {
            int account = hot.next(caller, load.callers());
            return insert(HotAccounts.id(account), HotAccounts.EVENTS + sequences.getAndIncrement(account), Account.Renamed.class, renamed);
        }, this::count);
    }

    private void open(int callers) throws SQLException {
        while (statements.size() < Math.min(callers, Database.CONNECTIONS - 1)) {
            statements.add(database.getConnection().prepareStatement(INSERT));
        }
    }

    private int insert(String aggregate, long sequence, Class<?> type, byte[] payload) throws SQLException, InterruptedException {
        var insert = statements.take();
        try {
            insert.setLong(1, position.getAndIncrement());
            insert.setObject(2, id());
            insert.setObject(3, id());
            insert.setString(4, aggregate);
            insert.setLong(5, sequence);
            insert.setString(6, "Account");
            insert.setString(7, type.getName());
            insert.setInt(8, 0);
            insert.setObject(9, OffsetDateTime.now());
            insert.setBytes(10, payload);
            insert.setBytes(11, METADATA);
            return insert.executeUpdate();
        } finally {
            statements.add(insert);
        }
    }

    /** Of the kind that our engine gives to events and commits: whether ids follow the time decides what an index costs. */
    public static UUID id() {
        return UUID.fromString(IdentifierFactory.getInstance().generateIdentifier());
    }

    private long count() throws SQLException {
        return Database.number(database, "select count(*) from event_log");
    }
}
