package io.tributary.eventstore.postgres;

import static io.tributary.eventstore.postgres.PostgresReads.EVENT_COLUMNS;

import io.tributary.eventstore.AggregateHistory;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.StoredSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An aggregate's snapshot and the events behind it in one statement: a row of the snapshot, in the shape of an event, and rows of events. */
final class HistoryQuery {
    private static final int STATE_SCHEMA = 11;
    private static final String SQL = """
            with kept as materialized (select * from snapshot where aggregate_id = ?)
            select null::bigint as position, null::uuid as event_id, aggregate_id, sequence, aggregate_type, state_type as event_type,
                   0 as event_version, recorded_at, payload, metadata, state_schema
            from kept
            union all
            (select %s, null
             from event_log
             where aggregate_id = ? and sequence > coalesce((select sequence from kept), -1)
             order by sequence
             limit ?)""".formatted(EVENT_COLUMNS);

    private final PostgresReads reads;

    HistoryQuery(PostgresReads reads) {
        this.reads = reads;
    }

    AggregateHistory of(String aggregateId, int limit) {
        var rows = reads.list(SQL, query -> {
            query.setString(1, aggregateId);
            query.setString(2, aggregateId);
            query.setInt(3, limit);
        }, HistoryQuery::row);
        Optional<StoredSnapshot> snapshot = rows.stream().map(Row::snapshot).flatMap(Optional::stream).findFirst();
        List<StoredEvent> events = new ArrayList<>(rows.stream().map(Row::event).flatMap(Optional::stream).toList());
        events.sort(Comparator.comparingLong(stored -> stored.event().sequence()));
        return new AggregateHistory(snapshot, events);
    }

    private static Row row(ResultSet row) throws SQLException {
        @Nullable
        String schema = row.getString(STATE_SCHEMA);
        return schema == null
                ? new Row(Optional.empty(), Optional.of(PostgresReads.event(row)))
                : new Row(Optional.of(new StoredSnapshot(row.getString(3), row.getLong(4), row.getString(5), row.getString(6), schema,
                        PostgresReads.instant(row, 8), row.getBytes(9), row.getBytes(10))), Optional.empty());
    }

    private record Row(Optional<StoredSnapshot> snapshot, Optional<StoredEvent> event) {}
}
