package io.tributary.eventstore.bench.http;

import io.tributary.eventstore.bench.Figure;
import io.tributary.eventstore.bench.Part;
import io.tributary.eventstore.bench.Report;
import io.tributary.eventstore.bench.Settings;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.StatementLog;
import io.tributary.servers.postgres.StatementLog.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Statements that the server logs for each command of user-service with one caller, commits included. Publishing is off: its reading and
 * its token are not the command's.
 */
public final class TripsPart implements Part {
    private static final int WARM_UP = 300;
    private static final int COMMANDS = 200;
    private static final int NO_CONTENT = 204;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    @Override
    public void run(Settings settings, Report report, Path folder) throws Exception {
        ApplicationProcess.buildUserService(); // before anything runs beside it
        try (var server = PostgresServer.start(folder.resolve("postgres"), 0)) {
            var database = Database.schema(server, "user-service");
            var log = server.logStatementsOf(database.user());
            try (var service = ApplicationProcess.userService(database, List.of(), folder.resolve("user-service.log"));
                    var connection = new KeptConnection(service.port())) {
                var users = new Users(connection);
                for (int i = 0; i < WARM_UP; i++) {
                    users.rename(users.create(i), i);
                }
                judge(report, users, log);
            }
        }
    }

    private static void judge(Report report, Users users, StatementLog log) throws IOException, InterruptedException {
        report.exactly("server round trips per command, create, one caller", 1, count(report, "create", log, users::create));
        var user = users.create(-1);
        report.exactly("server round trips per command, cached update, one caller", 1,
                count(report, "cached update", log, i -> users.rename(user, i)));
        report.atMost("server round trips per command, changed e-mail, one caller", 2,
                count(report, "changed e-mail", log, i -> users.changeEmail(user, COMMANDS + i)));
        users.take();
        report.atMost("server round trips per command, e-mail that is taken, one caller", 2,
                count(report, "e-mail that is taken", log, users::createAgain));
    }

    private static Figure count(Report report, String what, StatementLog log, Command command) throws IOException, InterruptedException {
        int seen = log.statements().size();
        var statements = new ArrayList<List<String>>();
        for (int i = 0; i < COMMANDS; i++) {
            command.send(i);
            var all = log.statements();
            statements.add(all.stream().skip(seen).map(Statement::sql).toList());
            seen = all.size();
        }
        Thread.sleep(1000); // what the service says on its own is counted apart
        var later = log.statements().stream().skip(seen).map(Statement::sql).toList();
        statements.stream().max((a, b) -> Integer.compare(a.size(), b.size())).stream().flatMap(List::stream).forEach(
                line -> report.note(what + ", most: " + line));
        later.stream().distinct().forEach(line -> report.note("idle: " + line));
        report.add("statements in an idle second after " + what, "user-service", "statements", Figure.of(List.of((double) later.size())));
        report.add("statements of " + COMMANDS + " commands, " + what, "user-service", "statements per command",
                Figure.of(List.of(statements.stream().mapToInt(List::size).average().orElse(0))));
        return Figure.of(statements.stream().map(lines -> (double) lines.size()).toList());
    }

    /** One command; the number makes it another one each time. */
    @FunctionalInterface
    private interface Command {
        void send(int number) throws IOException;
    }

    private record Users(KeptConnection connection) {
        String create(int number) throws IOException {
            return require(CREATED, "POST", "/users", body(number, UUID.randomUUID().toString()));
        }

        void take() throws IOException {
            require(CREATED, "POST", "/users", body(0, "taken"));
        }

        void createAgain(int number) throws IOException {
            require(CONFLICT, "POST", "/users", body(number, "taken"));
        }

        void rename(String user, int number) throws IOException {
            require(NO_CONTENT, "PUT", user + "/name", "{\"name\":\"Someone " + number + "\"}");
        }

        void changeEmail(String user, int number) throws IOException {
            require(NO_CONTENT, "PUT", user + "/email", "{\"email\":\"changed" + number + "@example.org\"}");
        }

        private static String body(int number, String email) {
            return "{\"name\":\"Someone " + number + "\",\"email\":\"" + email + "@example.org\"}";
        }

        private String require(int status, String method, String path, String body) throws IOException {
            var answer = connection.send(method, path, body);
            if (answer.status() != status) {
                throw new IllegalStateException(method + " " + path + " answered " + answer + " instead of " + status);
            }
            return answer.location() == null ? "" : answer.location();
        }
    }
}
