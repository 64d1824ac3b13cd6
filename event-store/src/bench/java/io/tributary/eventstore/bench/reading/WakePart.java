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

/** How soon a handler at rest has what was just published. */
public final class WakePart implements Part {
    private static final String OURS = "tributary";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0); var workers = new Workers(folder)) {
            workers.start(OURS, OurReading.class, Database.schema(server, "ours"));
            workers.start("axon-jdbc", AxonJdbcReading.class, Database.schema(server, "axon-jdbc"));
            var rounds = new Rounds(settings, report, workers.all(), () -> CpuTime.ofTree(server.pid()));
            rounds.warmUp("wake", 1);
            var cell = rounds.measure("wake", 1);
            cell.samples().keySet().forEach(
                    variant -> report.add("publish to handler", variant, "ms", cell.figure(variant, Sample::value)));
            report.atMost("publish to handler in the same process, idle, median in ms", 5, cell.figure(OURS, Sample::value));
        }
    }
}
