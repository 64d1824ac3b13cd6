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
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.ServiceDatabase;
import io.tributary.views.ProjectionsApplication;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the recording of a rename in user-service, just before its commit, until a reader sees the name in the dashboard, under a steady load of commands. */
public final class VisiblePart implements Part {
    private static final String OURS = "tributary";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        ApplicationProcess.buildUserService(); // before anything runs beside it
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0)) {
            measure(settings, report, folder, server, Database.schema(server, "user-service"));
        }
    }

    private static void measure(Settings options, Report report, Path folder, PostgresServer server, ServiceDatabase log) throws Exception {
        try (var kafka = ServerProcess.start("kafka", folder);
                var users = ApplicationProcess.userService(log,
                        List.of("--tributary.kafka.bootstrap-servers=" + kafka.address()), folder.resolve("user-service.log"));
                var views = Application.start(ProjectionsApplication.class, Application.database(server), kafka.address(),
                        folder.resolve("projections.log"));
                var workers = new Workers(folder)) {
            var settings = new HashMap<>(Database.settings(log));
            settings.putAll(Map.of("bench.users.port", "" + users.port(), "bench.views.port", "" + views.port()));
            workers.start(OURS, RenamingCaller.class, settings);
            var rounds = new Rounds(options, report, workers.all(), () -> CpuTime.ofTree(server.pid()) + CpuTime.ofTree(kafka.pid())
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
