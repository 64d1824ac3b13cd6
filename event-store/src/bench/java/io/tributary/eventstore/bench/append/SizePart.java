package io.tributary.eventstore.bench.append;

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
import java.util.List;

/** Whether a full store takes events as fast as an empty one. */
public final class SizePart implements Part {
    private static final int CALLERS = 32;
    private static final String EMPTY = "empty";
    private static final String FULL = "2,000,000 events";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0); var workers = new Workers(folder)) {
            workers.start(EMPTY, OurEngine.class, Database.schema(server, "empty"));
            workers.start(FULL, OurEngine.class, Database.schema(server, "two-million"), "bench.stored", "2000000");
            var rounds = new Rounds(settings, report, workers.all(), () -> CpuTime.ofTree(server.pid()));
            for (var scenario : List.of("create", "update")) {
                rounds.warmUp(scenario, CALLERS);
                var cell = rounds.measure(scenario, CALLERS);
                report.atLeast("append rate at 2,000,000 stored events, against an empty store, " + scenario, 0.85,
                        cell.ratio(FULL, EMPTY, Sample::rate));
            }
        }
    }
}
