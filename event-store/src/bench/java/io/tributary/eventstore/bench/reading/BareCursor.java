package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.bench.append.Account;
import io.tributary.eventstore.bench.append.Json;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.util.Map;
import javax.sql.DataSource;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the table through one cursor and parses each payload, with no regard to anything else. */
public final class BareCursor implements Variant {
    private static final int FETCH = 1000;
    private final DataSource database = Database.pool(false);
    private final ObjectReader reader = JsonMapper.shared().readerFor(Account.Opened.class);

    public BareCursor() throws Exception {
        Database.migrate(database);
        ManyEvents.ours(database, Scan.EVENTS);
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("scan", _ -> ClosedLoop.once(this::scan));
    }

    private long scan() throws Exception {
        long seen = 0;
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery("select * from event_log order by position")) {
                while (rows.next()) {
                    Account.Opened event = reader.readValue(rows.getBytes("payload"));
                    seen += event.email().isEmpty() ? 0 : 1;
                }
            }
        }
        if (seen != Scan.EVENTS) {
            throw new IllegalStateException(seen + " events read, not " + Scan.EVENTS);
        }
        return seen;
    }
}
