package io.tributary.eventstore.bench.append;

import io.tributary.eventstore.bench.Cell;
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

/** Commands that store one event each, at rising numbers of callers, through every engine and as bare inserts. */
public final class AppendPart implements Part {
    private static final List<Integer> CALLERS = List.of(1, 8, 32, 128);
    private static final int GOAL_CALLERS = 32;
    private static final String OURS = "tributary";
    private static final String RAW = "raw insert";
    private static final String JDBC = "axon-jdbc";
    private static final String JPA = "axon-jpa";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0); var workers = new Workers(folder)) {
            workers.start(RAW, RawInserts.class, Database.schema(server, "raw"));
            workers.start(OURS, OurEngine.class, Database.schema(server, "ours"));
            workers.start(JDBC, AxonJdbcEngine.class, Database.schema(server, "axon-jdbc"));
            workers.start(JPA, AxonJpaEngine.class, Database.schema(server, "axon-jpa"));
            var rounds = new Rounds(settings, report, workers.all(), () -> CpuTime.ofTree(server.pid()));
            for (var scenario : List.of("create", "update")) {
                rounds.warmUp(scenario, GOAL_CALLERS);
                for (int callers : settings.callersOr(CALLERS)) {
                    boolean judged = callers == 1 || callers == GOAL_CALLERS;
                    judge(report, (judged ? rounds : rounds.brief()).measure(scenario, callers));
                }
            }
        }
    }

    private static void judge(Report report, Cell cell) {
        var what = "PostgreSQL append, " + cell.callers() + (cell.callers() == 1 ? " caller, " : " callers, ") + (cell.scenario().equals(
                "create") ? "create" : "cached update");
        if (cell.callers() == 1) {
            report.atLeast(what + ", against raw single inserts", 0.9, cell.ratio(OURS, RAW, Sample::rate));
        }
        if (cell.callers() == GOAL_CALLERS) {
            report.atLeast(what + ", against raw single inserts", 2.0, cell.ratio(OURS, RAW, Sample::rate));
            report.atMost(what + ", CPU per event of JVM and database, against raw single inserts", 0.6,
                    cell.ratio(OURS, RAW, Sample::micros));
        }
        if (cell.callers() == GOAL_CALLERS && cell.scenario().equals("update")) {
            report.atLeast(what + ", against Axon's JDBC engine", 4, cell.ratio(OURS, JDBC, Sample::rate));
            report.atLeast(what + ", against Axon's JPA engine", 15, cell.ratio(OURS, JPA, Sample::rate));
        }
    }
}
