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

/** How long a long aggregate with a snapshot takes to load, beside a short one without. */
public final class SnapshotPart implements Part {
    private static final String SHORT = "10 events";
    private static final String LONG = "10,000 and snapshot";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0); var workers = new Workers(folder)) {
            workers.start(SHORT, OneAggregate.class, Database.schema(server, "short"));
            workers.start(LONG, OneAggregate.class, Database.schema(server, "long"), "bench.long", "true");
            var rounds = new Rounds(settings, report, workers.all(), () -> CpuTime.ofTree(server.pid()));
            rounds.warmUp("load", 1);
            var cell = rounds.measure("load", 1);
            report.atMost("time to load an aggregate of 10,000 events with a snapshot, against one of 10 events", 1.5,
                    cell.ratio(LONG, SHORT, sample -> 1 / sample.rate()));
        }
    }
}
