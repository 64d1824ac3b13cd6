package io.tributary.servers.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the two roles of a service may do: the one that migrates, and the one it works as. */
class ServiceRolesIT {
    @TempDir private static Path folder;
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(folder, 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_a_migration_makes_can_be_used_at_once_and_never_changed_by_the_running_service() throws SQLException {
        ServiceLogins users = server.logins("user-service");
        ask(users.owner(), "create table view(id int generated always as identity, text text)");
        ask(users.runTime(), "insert into view(text) values ('a'); update view set text = 'b'; delete from view where text = 'c'");
        assertThat(ask(users.runTime(), "select text from view")).isEqualTo("b");
        assertDenied(users.runTime(), "truncate view");
        assertThatThrownBy(() -> ask(users.runTime(), "drop table view")).hasMessageContaining("must be owner");
        assertThatThrownBy(() -> ask(users.runTime(), "alter table view add more int")).hasMessageContaining("must be owner");
        assertDenied(users.runTime(), "create table more(id int)");
        assertDenied(users.runTime(), "create temporary table more(id int)");
        assertDenied(users.runTime(), "set role user_service");
    }

    @Test
    void schemas_made_at_the_same_time_are_all_made() throws Exception {
        try (var administrators = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = administrators.invokeAll(IntStream.range(0, 20).mapToObj(
                    i -> (Callable<ServiceLogins>) () -> server.logins("service-" + i % 10)).toList());
            for (Future<ServiceLogins> logins : made) {
                ask(logins.get().owner(), "create table if not exists view(id int)");
            }
        }
    }

    @Test
    void a_schema_of_one_role_gets_the_other_and_its_log_is_protected() throws SQLException {
        ServiceLogins before = server.logins("old-service");
        ask(before.owner(), "create table event_log(id int); create table flyway_schema_history(id int); create table view(id int)");
        ask(before.owner(), "grant all on event_log, flyway_schema_history to old_service_runtime");
        ServiceLogins after = server.logins("old-service");
        assertThat(after).isEqualTo(before);
        ask(after.runTime(), "insert into event_log values (1); insert into view values (1); update view set id = 2");
        assertThat(ask(after.runTime(), "select id from event_log")).isEqualTo("1");
        assertDenied(after.runTime(), "update event_log set id = 2");
        assertDenied(after.runTime(), "delete from event_log");
        assertDenied(after.runTime(), "truncate event_log");
        assertDenied(after.runTime(), "select * from flyway_schema_history");
    }

    @Test
    void functions_are_called_by_their_owner_only() throws SQLException {
        ServiceLogins users = server.logins("user-service");
        ask(users.owner(), "create function secret() returns int language sql as 'select 1'");
        assertThat(ask(users.owner(), "select secret()")).isEqualTo("1");
        assertDenied(users.runTime(), "select secret()");
    }

    @Test
    void a_running_service_has_limits() throws SQLException {
        ServiceDatabase users = server.logins("user-service").runTime();
        assertThat(ask(users, "show statement_timeout")).isEqualTo("2min");
        assertThat(ask(users, "show client_connection_check_interval")).isEqualTo("2s");
        assertThat(ask(users, "show idle_in_transaction_session_timeout")).isEqualTo("10s");
        assertThat(ask(users, "select rolconnlimit from pg_roles where rolname = current_user")).isEqualTo("40");
    }

    @Test
    void a_statement_whose_client_is_gone_gives_its_connection_back_soon() throws SQLException {
        ServiceDatabase users = server.logins("user-service").runTime();
        Connection gone = DriverManager.getConnection(users.url(), users.user(), users.password());
        var client = CompletableFuture.runAsync(
                () -> assertThatThrownBy(() -> gone.createStatement().execute("select pg_sleep(90)")).isInstanceOf(SQLException.class));
        String sleeping = "select count(*) from pg_stat_activity where usename = current_user and query = 'select pg_sleep(90)'";
        await().until(() -> ask(users, sleeping).equals("1"));
        gone.abort(Runnable::run); // nothing is said to the server: the socket closes, as when a process is killed
        await().atMost(Duration.ofSeconds(10)).until(() -> ask(users, sleeping).equals("0"));
        client.join();
    }

    @Test
    void a_role_that_takes_all_its_connections_leaves_the_others_theirs() throws SQLException {
        ServiceDatabase greedy = server.logins("greedy-service").runTime();
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                taken.add(DriverManager.getConnection(greedy.url(), greedy.user(), greedy.password()));
            }
            assertThatThrownBy(() -> ask(greedy, "select 1")).hasMessageContaining("too many connections for role");
            assertThat(ask(server.logins("user-service").runTime(), "select 1")).isEqualTo("1");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void whoever_is_not_named_gets_nowhere() throws SQLException {
        ServiceDatabase users = server.logins("user-service").owner();
        ask(users, "create table listed(id int)");
        try (Connection administrator = server.roles().administrator(); Statement sql = administrator.createStatement()) {
            sql.execute("create role stranger login password 'stranger'");
            ServiceDatabase stranger = new ServiceDatabase(users.url(), "stranger", "stranger");
            assertDenied(stranger, "select 1");
            sql.execute("set role stranger");
            for (String statement : List.of("select * from user_service.listed", "create table public.more(id int)",
                    "create temporary table more(id int)", "create schema more")) {
                assertThatThrownBy(() -> sql.execute(statement)).as(statement).hasMessageContaining("permission denied");
            }
        }
    }

    private static void assertDenied(ServiceDatabase database, String statement) {
        assertThatThrownBy(() -> ask(database, statement)).as(statement).isInstanceOf(SQLException.class).hasMessageContaining(
                "permission denied");
    }

    /** The first column of the first row, or nothing. */
    private static String ask(ServiceDatabase database, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement sql = connection.createStatement()) {
            if (!sql.execute(statement)) {
                return "";
            }
            try (ResultSet rows = sql.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
