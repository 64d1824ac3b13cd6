package io.tributary.eventstore.bench.reading;

import io.tributary.eventstore.bench.CpuTime;
import io.tributary.eventstore.bench.Part;
import io.tributary.eventstore.bench.Report;
import io.tributary.eventstore.bench.Rounds;
import io.tributary.eventstore.bench.Sample;
import io.tributary.eventstore.bench.Settings;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Workers;
import io.tributary.servers.postgres.PostgresServer;
import java.nio.file.Path;

/** Half a million events, all of them read. */
public final class ScanPart implements Part {
    private static final String CURSOR = "bare cursor";
    private static final String OURS = "tributary";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0); var workers = new Workers(folder)) {
            workers.start(CURSOR, BareCursor.class, Database.schema(server, "raw"));
            workers.start(OURS, OurReading.class, Database.schema(server, "ours"));
            workers.start("axon-jdbc", AxonJdbcReading.class, Database.schema(server, "axon-jdbc"));
            var rounds = new Rounds(settings, report, workers.all(), () -> CpuTime.ofTree(server.pid()));
            rounds.warmUp("scan", 1);
            rounds.warmUp("scan", 1);
            var cell = rounds.measure("scan", 1);
            report.atLeast("scan into an idle handler through a pooled processor, against the bare cursor with parsing", 0.5,
                    cell.ratio(OURS, CURSOR, Sample::rate));
            report.atMost("scan, CPU of JVM and database per event, against the bare cursor with parsing", 2.5,
                    cell.ratio(OURS, CURSOR, Sample::micros));
        }
    }
}
