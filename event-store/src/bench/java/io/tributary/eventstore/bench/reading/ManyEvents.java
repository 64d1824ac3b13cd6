package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.bench.append.Account;
import io.tributary.eventstore.bench.worker.Database;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Fills empty tables with events that look as if commands had stored them, one to a commit. */
public final class ManyEvents {
    private static final String EVENTS = """
            generate_series(0, %d) as n, lateral (select md5('aggregate' || n)::uuid::text as id) as a,
            lateral (select convert_to(format('{"id":"%%s","owner":"Someone with a name of usual length %%s",'
              || '"email":"someone.with.an.address.%%s@example.org"}', a.id, n, n), 'UTF8') as payload,
              convert_to(format('{"traceId":"%%s","correlationId":"%%s"}', md5('t' || n)::uuid, md5('t' || n)::uuid), 'UTF8') as metadata) as b
            """;

    private ManyEvents() {}

    /** Into the tables of our engine, before it is opened. */
    public static void ours(DataSource database, int count) throws SQLException {
        if (count == 0) {
            return;
        }
        Database.execute(database, """
                insert into commit_log (number, commit_id, first_position, size, recorded_at)
                select n + 1, md5('commit' || n)::uuid, n, 1, now() from generate_series(0, %d) as n""".formatted(count - 1));
        Database.execute(database, """
                insert into event_log (position, commit_id, event_id, aggregate_id, sequence, aggregate_type, event_type, event_version,
                recorded_at, payload, metadata)
                select n, md5('commit' || n)::uuid, md5('event' || n)::uuid, a.id, 0, 'Account', '%s', 0, now(), b.payload, b.metadata
                from """.formatted(Account.Opened.class.getName()) + " " + EVENTS.formatted(count - 1));
        settle(database, "commit_log", "event_log");
    }

    /** Into the table of Axon's JDBC engine. */
    public static void axonJdbc(DataSource database, int count) throws SQLException {
        Database.execute(database, """
                insert into DomainEventEntry (eventIdentifier, aggregateIdentifier, sequenceNumber, type, timeStamp, payloadType, payload,
                metaData)
                select md5('event' || n)::uuid::text, a.id, 0, 'Account', to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '%s', b.payload,
                b.metadata from """.formatted(Account.Opened.class.getName()) + " " + EVENTS.formatted(count - 1));
        settle(database, "DomainEventEntry");
    }

    /** What the server would do of itself later, in the middle of a round. */
    private static void settle(DataSource database, String... tables) throws SQLException {
        for (var table : tables) {
            try (var connection = database.getConnection(); var statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                statement.execute("vacuum analyze " + table);
            }
        }
    }
}
