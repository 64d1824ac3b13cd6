package io.tributary.bench.live;

import io.tributary.eventstore.bench.CpuTime;
import io.tributary.eventstore.bench.Part;
import io.tributary.eventstore.bench.Report;
import io.tributary.eventstore.bench.Rounds;
import io.tributary.eventstore.bench.Sample;
import io.tributary.eventstore.bench.Settings;
import io.tributary.eventstore.bench.http.ApplicationProcess;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.ServerProcess;
import io.tributary.eventstore.bench.worker.Workers;
import io.tributary.platform.postgres.PostgresServer;
import io.tributary.views.ProjectionsApplication;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** From the answer to a rename at user-service until a reader sees the name in the dashboard, under a steady load of commands. */
public final class VisiblePart implements Part {
    private static final String OURS = "tributary";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        ApplicationProcess.buildUserService(); // before anything runs beside it
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0);
                var kafka = ServerProcess.start("kafka", folder);
                var users = ApplicationProcess.userService(Database.schema(server, "user-service"),
                        List.of("--tributary.kafka.bootstrap-servers=" + kafka.address()), folder.resolve("user-service.log"));
                var views = Application.start(ProjectionsApplication.class, Application.database(server), kafka.address(),
                        folder.resolve("projections.log"));
                var workers = new Workers(folder)) {
            workers.start(OURS, RenamingCaller.class,
                    Map.of("bench.users.port", "" + users.port(), "bench.views.port", "" + views.port()));
            var rounds = new Rounds(settings, report, workers.all(), () -> CpuTime.ofTree(server.pid()) + CpuTime.ofTree(kafka.pid())
                    + CpuTime.ofTree(users.pid()) + CpuTime.ofTree(views.pid()));
            rounds.warmUp("median", 1);
            var median = rounds.measure("median", 1);
            report.atMost("commit to visible in the view, under " + RenamingCaller.PER_SECOND + " commands/s, median in ms", 25,
                    median.figure(OURS, Sample::value));
            report.atMost("commit to visible in the view, under " + RenamingCaller.PER_SECOND + " commands/s, p99 in ms", 150,
                    rounds.measure("p99", 1).figure(OURS, Sample::value));
            report.add("commands sent during it", OURS, "commands/s", median.figure(OURS, Sample::rate));
        }
    }
}
