package io.tributary.eventstore.bench.instances;

import io.tributary.eventstore.bench.Cell;
import io.tributary.eventstore.bench.CpuTime;
import io.tributary.eventstore.bench.Figure;
import io.tributary.eventstore.bench.Part;
import io.tributary.eventstore.bench.Report;
import io.tributary.eventstore.bench.Rounds;
import io.tributary.eventstore.bench.Sample;
import io.tributary.eventstore.bench.Settings;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.ServerProcess;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.eventstore.bench.worker.Workers;
import io.tributary.servers.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What two instances on one store cost each other, and how soon one knows what the other has stored. */
public final class InstancesPart implements Part {
    private static final int CALLERS = 32;
    private static final String ONE = ", one instance";
    private static final String TWO = ", two instances";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0); var workers = new Workers(folder)) {
            start(workers, "PostgreSQL", PostgresInstances.class, Database.settings(Database.schema(server, "one")),
                    Database.settings(Database.schema(server, "two")));
            var catchUp = measure("PostgreSQL", settings, report, workers, () -> CpuTime.ofTree(server.pid()));
            report.atMost("PostgreSQL, catch-up with a commit of another instance, median in ms", 20, catchUp);
        }
        try (var server = ServerProcess.start("mongo", folder); var workers = new Workers(folder)) {
            start(workers, "MongoDB", MongoInstances.class, settings(server, "one"), settings(server, "two"));
            measure("MongoDB", settings, report, workers, () -> CpuTime.ofTree(server.pid()));
        }
    }

    private static Map<String, String> settings(ServerProcess server, String database) {
        return Map.of("bench.mongo.uri", server.address(), "bench.mongo.database", database);
    }

    private static void start(Workers workers, String engine, Class<? extends Variant> variant, Map<String, String> one,
            Map<String, String> two) {
        workers.start(engine + ONE, variant, one);
        var both = new HashMap<>(two);
        both.put("bench.instances", "2");
        workers.start(engine + TWO, variant, both);
    }

    private static Figure measure(String engine, Settings settings, Report report, Workers workers, DoubleSupplier cpu) {
        var rounds = new Rounds(settings, report, workers.all(), cpu);
        rounds.warmUp("create", CALLERS);
        var rates = rounds.measure("create", CALLERS);
        report.add("rate", engine + ", two instances against one", "ratio", rates.ratio(engine + TWO, engine + ONE, Sample::rate));
        add(report, rates, engine, "events of the slower instance for each of the faster", "ratio");
        add(report, rounds.brief().measure("longest wait", CALLERS), engine, "longest command of 32 callers", "ms");
        var catchUp = rounds.measure("catch up", 1);
        add(report, catchUp, engine, "catch-up with a commit of another instance", "ms");
        return catchUp.figure(engine + TWO, Sample::value);
    }

    private static void add(Report report, Cell cell, String engine, String what, String unit) {
        report.add(what, engine + TWO, unit, cell.figure(engine + TWO, Sample::value));
    }
}
