package io.tributary.bench.publish;

import io.tributary.eventstore.bench.CpuTime;
import io.tributary.eventstore.bench.Part;
import io.tributary.eventstore.bench.Report;
import io.tributary.eventstore.bench.Rounds;
import io.tributary.eventstore.bench.Sample;
import io.tributary.eventstore.bench.Settings;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.ServerProcess;
import io.tributary.eventstore.bench.worker.Workers;
import io.tributary.servers.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A log of 200,000 events published to an empty topic. */
public final class PublishPart implements Part {
    private static final String BARE = "bare producer";
    private static final String OURS = "tributary";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0);
                var kafka = ServerProcess.start("kafka", folder);
                var workers = new Workers(folder)) {
            workers.start(BARE, BareProducer.class, settings(server, kafka, "bare"));
            workers.start(OURS, OurPublisher.class, settings(server, kafka, "ours"));
            var rounds = new Rounds(settings, report, workers.all(), () -> CpuTime.ofTree(server.pid()) + CpuTime.ofTree(kafka.pid()));
            rounds.warmUp("publish", 1);
            rounds.warmUp("publish", 1);
            var cell = rounds.measure("publish", 1);
            report.atLeast("publish 200,000 events, against a bare producer sending the same records from the same cursor", 0.5,
                    cell.ratio(OURS, BARE, Sample::rate));
        }
    }

    private static Map<String, String> settings(PostgresServer server, ServerProcess kafka, String schema) {
        var settings = new HashMap<>(Database.settings(Database.schema(server, schema)));
        settings.put("bench.kafka", kafka.address());
        return settings;
    }
}
