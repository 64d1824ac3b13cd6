package io.tributary.eventstore.bench.mongo;

import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.bench.append.CommandPath;
import io.tributary.eventstore.bench.append.Json;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.eventstore.mongo.MongoCommitLog;
import java.util.Map;

/** The commit log on MongoDB as the services use it. */
public final class OurMongo implements Variant {
    private final Map<String, Scenario> scenarios;

    public OurMongo() {
        var database = Documents.database();
        var log = MongoCommitLog.open(database);
        var store = CommitLogEventStore.builder().commitLog(log).eventSerializer(Json.serializer()).build();
        var client = Documents.database("-scanned");
        var full = CommitLogEventStore.builder().commitLog(MongoCommitLog.open(client)).eventSerializer(Json.serializer()).build();
        scenarios = MongoStores.scenarios(new CommandPath(store, CommandPath.cached(store), () -> log.refreshedHead().nextPosition()),
                () -> {
                }, full);
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return scenarios;
    }
}
