package io.tributary.eventstore.bench.http;

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
import io.tributary.servers.postgres.ServiceDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Commands of user-service as its callers send them, its events published to Kafka meanwhile, beside the plain application; and what is
 * left of its cost when it publishes nothing, and when it does not observe its requests either.
 */
public final class HttpPart implements Part {
    private static final int CONNECTIONS = 16;
    private static final String OURS = "user-service";
    private static final String UNPUBLISHED = "user-service, nothing published";
    private static final String UNOBSERVED = "user-service, nothing published or observed";
    private static final String CRUD = "plain crud";
    private static final String EVENTS_OF = "select count(*) from event_log where event_type = 'user.user-%s'";

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        ApplicationProcess.buildUserService(); // before anything runs beside it
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0); var kafka = ServerProcess.start("kafka", folder)) {
            var plain = Database.schema(server, "crud");
            try (var crud = ApplicationProcess.start(
                    List.of("-cp", Objects.requireNonNull(System.getProperty("java.class.path")), CrudApplication.class.getName()), plain,
                    List.of(), folder.resolve("crud.log"));
                    var ours = new Users(server, "user-service", folder, "--tributary.kafka.bootstrap-servers=" + kafka.address());
                    var unpublished = new Users(server, "unpublished", folder);
                    var unobserved = new Users(server, "unobserved", folder, "--management.observations.enable.all=false");
                    var workers = new Workers(folder)) {
                workers.start(CRUD, HttpCaller.class,
                        settings(crud, plain, "select count(*) from users", "select sum(version) from users"));
                workers.start(OURS, HttpCaller.class, ours.settings());
                workers.start(UNPUBLISHED, HttpCaller.class, unpublished.settings());
                workers.start(UNOBSERVED, HttpCaller.class, unobserved.settings());
                var processes = List.of(server.pid(), crud.pid(), ours.pid(), unpublished.pid(), unobserved.pid(), kafka.pid());
                var rounds = new Rounds(settings, report, workers.all(), () -> processes.stream().mapToDouble(CpuTime::ofTree).sum());
                compare(rounds, report, "update", "update (rename)", 1.3);
                compare(rounds, report, "create", "create (user and claim in one commit)", 1.0);
            }
        }
    }

    private static void compare(Rounds rounds, Report report, String scenario, String name, double goal) {
        rounds.warmUp(scenario, CONNECTIONS);
        var cell = rounds.measure(scenario, CONNECTIONS);
        report.atLeast(name + " over HTTP through user-service, 16 connections, against a plain Spring MVC and JdbcTemplate endpoint", goal,
                cell.ratio(OURS, CRUD, Sample::rate));
    }

    private static Map<String, String> settings(ApplicationProcess application, ServiceDatabase database, String created, String updated) {
        var settings = new HashMap<>(Database.settings(database));
        settings.put("bench.http.port", Integer.toString(application.port()));
        settings.put("bench.http.created", created);
        settings.put("bench.http.updated", updated);
        return settings;
    }

    /** A user-service with a schema of its own. */
    private static final class Users implements AutoCloseable {
        private final ServiceDatabase database;
        private final ApplicationProcess application;

        Users(PostgresServer server, String schema, Path folder, String... options) throws Exception {
            database = Database.schema(server, schema);
            application = ApplicationProcess.userService(database, List.of(options), folder.resolve(schema + ".log"));
        }

        Map<String, String> settings() {
            return HttpPart.settings(application, database, EVENTS_OF.formatted("registered"), EVENTS_OF.formatted("renamed"));
        }

        long pid() {
            return application.pid();
        }

        @Override
        public void close() throws InterruptedException {
            application.close();
        }
    }
}
