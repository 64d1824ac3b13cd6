package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.bench.append.AxonJdbcEngine;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** Axon's JDBC engine, full of events. */
public final class AxonJdbcReading implements Variant {
    private final EmbeddedEventStore store;

    public AxonJdbcReading() throws Exception {
        var database = Database.pool(false);
        store = AxonJdbcEngine.store(database);
        ManyEvents.axonJdbc(database, Scan.EVENTS);
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("scan", new Scan(store, Scan.EVENTS), "wake", new WakeUp(store));
    }
}
