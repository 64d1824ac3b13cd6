package io.tributary.eventstore.postgres;

import io.tributary.eventstore.storage.NumberedCommit;
import java.util.Collections;
import java.util.List;

/**
 * How many rows a batch has, and the statement for it. A few rows are parameters of their own: to take nineteen arrays apart costs the server a
 * third of its time for one row and a tenth for sixteen (measured), and nothing worth a statement for every number of rows beyond.
 */
record BatchShape(int commits, int events) {
    private static final int MOST_ROWS = 16;
    private static final BatchShape ARRAYS = new BatchShape(0, 0);

    private static final String COMMIT = "number, commit_id, first_position, size, micros, idempotency_key, digest, answer";
    private static final List<String> COMMIT_TYPES = List.of("bigint", "uuid", "bigint", "int", "bigint", "text", "text", "bytea");
    private static final String EVENT = "position, commit_id, event_id, aggregate_id, sequence, aggregate_type, event_type, event_version, micros, payload, metadata";
    private static final List<String> EVENT_TYPES = List.of("bigint", "uuid", "uuid", "text", "bigint", "text", "text", "int", "bigint",
            "bytea", "bytea");

    /**
     * The numbers come first and everything else depends on them, so a batch that competes for the same number waits there and holds
     * nothing that the other could want.
     */
    private static final String SQL = """
            with numbered as (
                insert into commit_log (number, commit_id, first_position, size, recorded_at, idempotency_key, digest, answer)
                select c.number, c.commit_id, c.first_position, c.size, timestamptz 'epoch' + c.micros * interval '1 microsecond',
                       c.idempotency_key, c.digest, c.answer
                from %s
                returning number
            ), stored as (
                insert into event_log (position, commit_id, event_id, aggregate_id, sequence, aggregate_type, event_type, event_version,
                                       recorded_at, payload, metadata)
                select e.position, e.commit_id, e.event_id, e.aggregate_id, e.sequence, e.aggregate_type, e.event_type, e.event_version,
                       timestamptz 'epoch' + e.micros * interval '1 microsecond', e.payload, e.metadata
                from %s
                where (select count(*) from numbered) > 0
            )
            select case when ? then pg_notify(?, max(number)::text) end from numbered""";

    static BatchShape of(List<NumberedCommit> batch) {
        int events = batch.stream().mapToInt(commit -> commit.commit().events().size()).sum();
        return batch.size() <= MOST_ROWS && events > 0 && events <= MOST_ROWS ? new BatchShape(batch.size(), events) : ARRAYS;
    }

    boolean isOfArrays() { return equals(ARRAYS); }

    String sql() {
        return isOfArrays()
                ? SQL.formatted(arrays(COMMIT_TYPES) + " as c (" + COMMIT + ")", arrays(EVENT_TYPES) + " as e (" + EVENT + ")")
                : SQL.formatted(rows(commits, COMMIT_TYPES) + " as c (" + COMMIT + ")",
                        rows(events, EVENT_TYPES) + " as e (" + EVENT + ")");
    }

    private static String arrays(List<String> types) {
        return "unnest(" + parameters(types, "[]") + ")";
    }

    private static String rows(int rows, List<String> types) {
        return "(values " + String.join(", ", Collections.nCopies(rows, "(" + parameters(types, "") + ")")) + ")";
    }

    private static String parameters(List<String> types, String suffix) {
        return String.join(", ", types.stream().map(type -> "?::" + type + suffix).toList());
    }
}
