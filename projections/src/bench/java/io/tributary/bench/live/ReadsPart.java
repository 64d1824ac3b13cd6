package io.tributary.bench.live;

import io.tributary.bench.ShopTopics;
import io.tributary.eventstore.bench.CpuTime;
import io.tributary.eventstore.bench.Part;
import io.tributary.eventstore.bench.Report;
import io.tributary.eventstore.bench.Rounds;
import io.tributary.eventstore.bench.Sample;
import io.tributary.eventstore.bench.Settings;
import io.tributary.eventstore.bench.worker.ServerProcess;
import io.tributary.eventstore.bench.worker.Workers;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.views.ProjectionsApplication;
import java.nio.file.Path;
import java.util.Map;

/** How long a read of a view takes while the view is rebuilt beside it. */
public final class ReadsPart implements Part {
    private static final String ALONE = "no rebuild";
    private static final String BESIDE = "beside a rebuild";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0); var kafka = ServerProcess.start("kafka", folder)) {
            ShopTopics.fill(kafka.address());
            var database = Application.database(server);
            try (var views = Application.start(ProjectionsApplication.class, database, kafka.address(), folder.resolve("projections.log"));
                    var workers = new Workers(folder)) {
                Application.awaitFilled(database);
                var port = "" + views.port();
                workers.start(ALONE, ReadingCaller.class, Map.of("bench.views.port", port));
                workers.start(BESIDE, ReadingCaller.class, Map.of("bench.views.port", port, "bench.rebuild", "true"));
                var rounds = new Rounds(settings, report, workers.all(), () -> CpuTime.ofTree(server.pid())
                        + CpuTime.ofTree(kafka.pid()) + CpuTime.ofTree(views.pid()));
                rounds.warmUp("p99", 1);
                var cell = rounds.measure("p99", 1);
                for (var variant : cell.samples().keySet()) {
                    report.add("read of one order, " + ReadingCaller.PER_SECOND + " reads/s, p99", variant, "ms",
                            cell.figure(variant, Sample::value));
                }
                report.add("rate of the rebuild", BESIDE, "events/s", rounds.brief().measure("rebuild rate", 1).figure(BESIDE,
                        Sample::value));
                report.atMost("live reads while a rebuild runs at " + ReadingCaller.REBUILT_PER_SECOND
                        + " events/s at most, p99 against no rebuild", 2, cell.ratio(BESIDE, ALONE, Sample::value));
            }
        }
    }
}
