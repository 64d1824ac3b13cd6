package io.tributary.eventstore.bench.mongo;

import io.tributary.eventstore.bench.CpuTime;
import io.tributary.eventstore.bench.Part;
import io.tributary.eventstore.bench.Report;
import io.tributary.eventstore.bench.Rounds;
import io.tributary.eventstore.bench.Sample;
import io.tributary.eventstore.bench.Settings;
import io.tributary.eventstore.bench.worker.ServerProcess;
import io.tributary.eventstore.bench.worker.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Appending and scanning on the embedded MongoDB-compatible server, or on the server of {@code MONGODB_URI}. */
public final class MongoPart implements Part {
    static final int SCANNED = 20_000;
    private static final int GOAL_CALLERS = 8;
    private static final String RAW = "raw insertOne/find";
    private static final String OURS = "tributary";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        var given = System.getenv("MONGODB_URI");
        if (given != null) {
            measure(settings, report, folder, given, () -> 0);
            return;
        }
        try (var server = ServerProcess.start("mongo", folder)) {
            measure(settings, report, folder, server.address(), () -> CpuTime.ofTree(server.pid()));
        }
    }

    private static void measure(Settings settings, Report report, Path folder, String uri, DoubleSupplier cpu) throws Exception {
        try (var workers = new Workers(folder)) {
            workers.start(RAW, RawDocuments.class, settings(uri, "raw"));
            workers.start(OURS, OurMongo.class, settings(uri, "ours"));
            workers.start("axon-mongo", AxonMongo.class, settings(uri, "axon"));
            var rounds = new Rounds(settings, report, workers.all(), cpu);
            for (var scenario : List.of("create", "update")) {
                rounds.warmUp(scenario, GOAL_CALLERS);
                for (int callers : List.of(1, GOAL_CALLERS, 32)) {
                    var cell = (callers == GOAL_CALLERS ? rounds : rounds.brief()).measure(scenario, callers);
                    if (callers == GOAL_CALLERS) {
                        report.atLeast("MongoDB append, 8 callers, " + scenario + ", against raw insertOne on the same server", 1.0,
                                cell.ratio(OURS, RAW, Sample::rate));
                    }
                }
            }
            rounds.warmUp("scan", 1);
            rounds.brief().measure("scan", 1);
        }
    }

    private static Map<String, String> settings(String uri, String database) {
        return Map.of("bench.mongo.uri", uri, "bench.mongo.database", database);
    }
}
