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
    private static final String AXON = "axon-mongo";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        var given = System.getenv("MONGODB_URI");
        if (given != null) {
            measure(settings, report, folder, given, () -> 0, true);
            return;
        }
        try (var server = ServerProcess.start("mongo", folder)) {
            measure(settings, report, folder, server.address(), () -> CpuTime.ofTree(server.pid()), false);
        }
    }

    /**
     * axon-mongo reads an aggregate by a range of sequences, for which the embedded server reads all events there are: seconds for each
     * update. It is left out of those there.
     */
    private static void measure(Settings settings, Report report, Path folder, String uri, DoubleSupplier cpu, boolean rangesAreIndexed)
            throws Exception {
        try (var workers = new Workers(folder)) {
            workers.start(RAW, RawDocuments.class, settings(uri, "raw"));
            workers.start(OURS, OurMongo.class, settings(uri, "ours"));
            workers.start(AXON, AxonMongo.class, settings(uri, "axon"));
            for (var scenario : List.of("create", "update")) {
                var compared = workers.all().stream().filter(
                        worker -> rangesAreIndexed || scenario.equals("create") || !worker.name().equals(AXON)).toList();
                var rounds = new Rounds(settings, report, compared, cpu);
                rounds.warmUp(scenario, GOAL_CALLERS);
                for (int callers : settings.callersOr(List.of(1, GOAL_CALLERS, 32))) {
                    var cell = (callers == GOAL_CALLERS ? rounds : rounds.brief()).measure(scenario, callers);
                    if (callers == GOAL_CALLERS) {
                        report.atLeast("MongoDB append, 8 callers, " + scenario + ", against raw insertOne on the same server", 1.0,
                                cell.ratio(OURS, RAW, Sample::rate));
                    }
                }
            }
            var rounds = new Rounds(settings, report, workers.all(), cpu);
            rounds.warmUp("scan", 1);
            rounds.brief().measure("scan", 1);
        }
    }

    private static Map<String, String> settings(String uri, String database) {
        return Map.of("bench.mongo.uri", uri, "bench.mongo.database", database);
    }
}
