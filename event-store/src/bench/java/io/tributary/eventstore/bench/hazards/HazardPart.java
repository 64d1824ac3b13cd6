package io.tributary.eventstore.bench.hazards;

import com.mongodb.client.MongoClients;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.axon.CommitLogEventStore;
import io.tributary.eventstore.bench.Figure;
import io.tributary.eventstore.bench.Part;
import io.tributary.eventstore.bench.Report;
import io.tributary.eventstore.bench.Settings;
import io.tributary.eventstore.bench.append.AxonJdbcEngine;
import io.tributary.eventstore.bench.append.Json;
import io.tributary.eventstore.bench.hazards.Hazard.Outcome;
import io.tributary.eventstore.bench.mongo.AxonMongo;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.mongo.MongoCommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import io.tributary.servers.mongo.MongoServer;
import io.tributary.servers.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Every hazard befalls every engine; what each has lost is printed. */
public final class HazardPart implements Part {
    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var postgres = PostgresServer.start(folder.resolve("postgres"), 0);
                var mongo = MongoServer.start(folder.resolve("mongo"), 0);
                var client = MongoClients.create(mongo.uri());
                var jdbc = Database.pool(Database.schema(postgres, "axon-jdbc"), false);
                var ours = Database.pool(Database.schema(postgres, "ours"), true)) {
            Database.migrate(ours);
            int hazard = 0;
            for (var named : Hazards.all().entrySet()) {
                var database = "hazard" + hazard++; // what one hazard left behind must not count for the next

                try (var cables = new Cables(postgres, mongo)) {
                    var direct = client.getDatabase(database);
                    var contenders = List.of( //
                            new Contender("tributary postgres", log(PostgresCommitLog.open(ours)), log(PostgresCommitLog.open(ours)),
                                    log(PostgresCommitLog.open(cables.pool("ours", true))), cables.postgres()),
                            new Contender("tributary mongo", log(MongoCommitLog.open(direct)), log(MongoCommitLog.open(direct)),
                                    log(MongoCommitLog.open(cables.documents().getDatabase(database))), cables.mongo()),
                            new Contender("axon-jdbc", AxonJdbcEngine.store(jdbc), AxonJdbcEngine.store(jdbc),
                                    AxonJdbcEngine.store(cables.pool("axon-jdbc", false)), cables.transactions()),
                            new Contender("axon-mongo", AxonMongo.store(direct, "events"), AxonMongo.store(direct, "events"),
                                    AxonMongo.store(cables.moreDocuments().getDatabase(database), "events"), cables.moreMongo()));
                    report(report, named.getKey(), befall(contenders, named.getValue()));
                    contenders.forEach(Contender::close);
                }
            }
        }
    }

    private static Map<String, Outcome> befall(List<Contender> contenders, Hazard hazard) throws ExecutionException, InterruptedException {
        var running = new LinkedHashMap<String, Future<Outcome>>();
        var outcomes = new LinkedHashMap<String, Outcome>();
        try (var threads = Executors.newCachedThreadPool()) {
            contenders.forEach(contender -> running.put(contender.name(), threads.submit(() -> hazard.befalls(contender))));
            for (var future : running.entrySet()) {
                outcomes.put(future.getKey(), future.getValue().get());
            }
        }
        return outcomes;
    }

    private static void report(Report report, String hazard, Map<String, Outcome> outcomes) {
        outcomes.forEach(
                (contender, outcome) -> report.add(hazard, contender, "events lost, or stored though refused, of " + outcome.attempted(),
                        Figure.of(List.of((double) outcome.lost()))));
    }

    private static CommitLogEventStore log(CommitLog log) {
        return CommitLogEventStore.builder().commitLog(log).eventSerializer(Json.serializer()).build();
    }
}
