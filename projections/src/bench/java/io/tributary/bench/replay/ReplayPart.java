package io.tributary.bench.replay;

import io.tributary.bench.ShopTopics;
import io.tributary.eventstore.bench.CpuTime;
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

/** 200,000 events of three topics read from their start. */
public final class ReplayPart implements Part {
    private static final String OURS = "tributary";
    private final String scenario;
    private final String bareName;
    private final Class<? extends Variant> bare;
    private final Class<? extends Variant> ours;
    private final String goalName;
    private final double goal;

    private ReplayPart(String scenario, String bareName, Class<? extends Variant> bare, Class<? extends Variant> ours, String goalName,
            double goal) {
        this.scenario = scenario;
        this.bareName = bareName;
        this.bare = bare;
        this.ours = ours;
        this.goalName = goalName;
        this.goal = goal;
    }

    public static Part intoAnIdleHandler() {
        return new ReplayPart("replay", "bare consumer", BareConsumer.class, OurReplay.class,
                "replay 200,000 events through four segments into an idle handler, against a bare consumer with the same parsing", 0.4);
    }

    public static Part intoOrderDetails() {
        return new ReplayPart("rebuild", "hand-written consumer", HandWrittenConsumer.class, OurRebuild.class,
                "rebuild order-details from 200,000 events, against a hand-written consumer doing the same batch upserts", 0.7);
    }

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0);
                var kafka = ServerProcess.start("kafka", folder);
                var workers = new Workers(folder)) {
            ShopTopics.fill(kafka.address());
            workers.start(bareName, bare, settings(server, kafka, "bare"));
            workers.start(OURS, ours, settings(server, kafka, "ours"));
            var rounds = new Rounds(settings, report, workers.all(), () -> CpuTime.ofTree(server.pid()) + CpuTime.ofTree(kafka.pid()));
            rounds.warmUp(scenario, 1);
            report.atLeast(goalName, goal, rounds.measure(scenario, 1).ratio(OURS, bareName, Sample::rate));
        }
    }

    private static Map<String, String> settings(PostgresServer server, ServerProcess kafka, String schema) {
        var settings = new HashMap<>(Database.settings(Database.schema(server, schema)));
        settings.put("bench.kafka", kafka.address());
        return settings;
    }
}
