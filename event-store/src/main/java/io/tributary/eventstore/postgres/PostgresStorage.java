package io.tributary.eventstore.postgres;

import static io.tributary.eventstore.postgres.PostgresReads.EVENT_COLUMNS;

import io.tributary.eventstore.AggregateHistory;
import io.tributary.eventstore.CommitLogException.Unavailable;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.NewCommit.StreamKey;
import io.tributary.eventstore.Placement;
import io.tributary.eventstore.RememberedAnswer;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.StoredSnapshot;
import io.tributary.eventstore.storage.CommitEntry;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.Holdings;
import io.tributary.eventstore.storage.NumberedCommit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** Commits and events in the tables of {@code db/eventstore}. */
final class PostgresStorage implements CommitStorage {
    /** One read brings no more than this into memory, unless a single event is larger. */
    private static final int MAX_READ_BYTES = 8 * 1024 * 1024;

    private final DataSource connections;
    private final PostgresReads reads;
    private final UUID identity;
    private final BatchInsert insert;
    private final ChangeNotifications notifications;
    private final HistoryQuery history;

    /** @param connections for reads, and for snapshots */
    PostgresStorage(DataSource dataSource, DataSource connections) {
        this.connections = connections;
        reads = new PostgresReads(connections);
        history = new HistoryQuery(reads);
        identity = reads.first("select id from log_identity", query -> {
        }, row -> row.getObject(1, UUID.class)).orElseThrow(() -> new Unreadable("table log_identity is empty", null));
        var channel = "event_log_" + identity.toString().replace('-', '_');
        insert = new BatchInsert(dataSource, channel);
        notifications = new ChangeNotifications(dataSource, channel, insert::isOwn);
    }

    @Override
    public UUID identity() {
        return identity;
    }

    @Override
    public void insert(List<NumberedCommit> batch) {
        try {
            insert.run(batch);
        } catch (SQLException e) {
            throw new Unavailable(
                    "PostgreSQL did not store commit " + batch.getFirst().placement().commit() + " and those behind it: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public List<CommitEntry> commits(Collection<Long> numbers) {
        return reads.list(
                "select number, commit_id, first_position, size, recorded_at from commit_log where number = any (?) order by number",
                query -> query.setArray(1, query.getConnection().createArrayOf("int8", numbers.toArray())),
                row -> new CommitEntry(row.getLong(1), row.getObject(2, UUID.class), row.getLong(3), row.getInt(4),
                        PostgresReads.instant(row, 5)));
    }

    @Override
    public Holdings holdings(List<NewCommit> commits) {
        var keys = commits.stream().filter(commit -> commit.idempotency() != null).map(commit -> commit.idempotency().keyHash()).toList();
        var answers = new HashMap<String, RememberedAnswer>();
        if (!keys.isEmpty()) {
            answers(keys).forEach(answer -> answers.put(answer.keyHash(), answer));
        }
        var placements = new HashMap<UUID, Placement>();
        reads.list("select commit_id, number, first_position from commit_log where commit_id = any (?)",
                query -> query.setArray(1, query.getConnection().createArrayOf("uuid", commits.stream().map(NewCommit::id).toArray())),
                row -> placements.put(row.getObject(1, UUID.class), new Placement(row.getLong(2), row.getLong(3))));
        return new Holdings(placements, answers, streamKeys(commits), eventIds(commits));
    }

    private Map<StreamKey, UUID> streamKeys(List<NewCommit> commits) {
        var events = commits.stream().flatMap(commit -> commit.events().stream()).toList();
        var holders = new HashMap<StreamKey, UUID>();
        reads.list(
                "select aggregate_id, sequence, commit_id from event_log join unnest(?::text[], ?::bigint[]) as k (aggregate_id, sequence) using (aggregate_id, sequence)",
                query -> {
                    query.setArray(1,
                            query.getConnection().createArrayOf("text", events.stream().map(event -> event.aggregateId()).toArray()));
                    query.setArray(2,
                            query.getConnection().createArrayOf("int8", events.stream().map(event -> event.sequence()).toArray()));
                }, row -> holders.put(new StreamKey(row.getString(1), row.getLong(2)), row.getObject(3, UUID.class)));
        return holders;
    }

    private Map<UUID, UUID> eventIds(List<NewCommit> commits) {
        var ids = commits.stream().flatMap(commit -> commit.events().stream()).map(event -> event.id()).toArray();
        var holders = new HashMap<UUID, UUID>();
        reads.list("select event_id, commit_id from event_log where event_id = any (?)",
                query -> query.setArray(1, query.getConnection().createArrayOf("uuid", ids)),
                row -> holders.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
        return holders;
    }

    private List<RememberedAnswer> answers(List<String> keys) {
        return reads.list("select idempotency_key, number, digest, answer from commit_log where idempotency_key = any (?)",
                query -> query.setArray(1, query.getConnection().createArrayOf("text", keys.toArray())),
                row -> new RememberedAnswer(row.getString(1), row.getLong(2), row.getString(3), row.getBytes(4)));
    }

    @Override
    public List<StoredEvent> events(long from, long to) {
        return reads.events("select " + EVENT_COLUMNS
                + " from (select *, sum(octet_length(payload) + octet_length(metadata)) over (order by position rows unbounded preceding) as bytes"
                + " from event_log where position >= ? and position < ?) as e where bytes <= " + MAX_READ_BYTES
                + " or position = ? order by position", query -> {
                    query.setLong(1, from);
                    query.setLong(2, to);
                    query.setLong(3, from);
                });
    }

    @Override
    public List<StoredEvent> aggregate(String aggregateId, long sequence, int limit) {
        return reads.list("select " + EVENT_COLUMNS + " from event_log where aggregate_id = ? and sequence >= ? order by sequence limit ?",
                query -> {
                    query.setString(1, aggregateId);
                    query.setLong(2, sequence);
                    query.setInt(3, limit);
                }, PostgresReads::event);
    }

    @Override
    public AggregateHistory history(String aggregateId, int limit) {
        return history.of(aggregateId, limit);
    }

    @Override
    public OptionalLong lastSequence(String aggregateId) {
        var last = reads.list("select sequence from event_log where aggregate_id = ? order by sequence desc limit 1",
                query -> query.setString(1, aggregateId),
                row -> row.getLong(1));
        return last.isEmpty() ? OptionalLong.empty() : OptionalLong.of(last.getFirst());
    }

    @Override
    public Optional<RememberedAnswer> answer(String keyHash) {
        return answers(List.of(keyHash)).stream().findFirst();
    }

    @Override
    public Optional<StoredSnapshot> snapshot(String aggregateId) {
        return reads.first(
                "select sequence, aggregate_type, state_type, state_schema, recorded_at, payload, metadata from snapshot where aggregate_id = ?",
                query -> query.setString(1, aggregateId),
                row -> new StoredSnapshot(aggregateId, row.getLong(1), row.getString(2), row.getString(3), row.getString(4),
                        PostgresReads.instant(row, 5), row.getBytes(6), row.getBytes(7)));
    }

    @Override
    public void storeSnapshot(StoredSnapshot snapshot) {
        var sql = """
                insert into snapshot (aggregate_id, sequence, aggregate_type, state_type, state_schema, recorded_at, payload, metadata)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (aggregate_id) do update
                set (sequence, aggregate_type, state_type, state_schema, recorded_at, payload, metadata) =
                    (excluded.sequence, excluded.aggregate_type, excluded.state_type, excluded.state_schema, excluded.recorded_at,
                     excluded.payload, excluded.metadata)
                where (snapshot.sequence, snapshot.state_schema) <> (excluded.sequence, excluded.state_schema)
                  and snapshot.sequence <= excluded.sequence""";
        try (var connection = connections.getConnection(); var upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, snapshot.aggregateId());
            upsert.setLong(2, snapshot.sequence());
            upsert.setString(3, snapshot.aggregateType());
            upsert.setString(4, snapshot.type());
            upsert.setString(5, snapshot.schema());
            upsert.setObject(6, OffsetDateTime.ofInstant(snapshot.recordedAt(), ZoneOffset.UTC));
            upsert.setBytes(7, snapshot.payload());
            upsert.setBytes(8, snapshot.metadata());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new Unavailable("the snapshot of aggregate '" + snapshot.aggregateId() + "' was not stored: " + e.getMessage(), e);
        }
    }

    @Override
    public void awaitChange(LongSupplier knownCommit, Duration limit) throws InterruptedException {
        notifications.await(limit);
    }

    @Override
    public void askForTurn(Duration length) {
        try {
            insert.announce(ChangeNotifications.turnOf(length));
        } catch (SQLException e) {
            throw new Unavailable("PostgreSQL did not announce that a writer needs a turn: " + e.getMessage(), e);
        }
    }

    @Override
    public Duration turnOfAnother() {
        return notifications.turnOfAnother();
    }

    @Override
    public void close() {
        insert.close();
        notifications.close();
    }
}
