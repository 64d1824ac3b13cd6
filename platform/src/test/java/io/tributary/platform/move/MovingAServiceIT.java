package io.tributary.platform.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.platform.move.ServiceMove.Moved;
import io.tributary.servers.postgres.PostgresRoles;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.ServiceLogins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Schemas of a made-up service, each with a log like a real one's, under writers that never pause. */
@Order(1)
class MovingAServiceIT {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final List<PostgresServer> SERVERS = new ArrayList<>();

    private String service = "";
    private ServiceLogins before = new ServiceLogins(LogWriter.NOWHERE, LogWriter.NOWHERE);

    @BeforeAll
    static void start() throws Exception {
        Path data = Files.createTempDirectory("tributary-move");
        SERVERS.add(PostgresServer.start(data.resolve("shared"), 0));
        SERVERS.add(PostgresServer.start(data.resolve("own"), 0));
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(PostgresServer::close);
    }

    @BeforeEach
    void a_service_with_data(TestInfo test) throws SQLException {
        service = "mover-" + Integer.toHexString(test.getDisplayName().hashCode());
        before = SERVERS.getFirst().logins(service);
        LogWriter.makeTables(before.owner());
        before = SERVERS.getFirst().logins(service);
        for (int i = 0; i < 2_000; i += 100) {
            LogWriter.append(before.runTime(), 100, "before the move");
        }
    }

    @Test
    void everything_acknowledged_is_on_the_new_server_once_and_in_order() throws Exception {
        String identity = text(before.runTime(), "select id from log_identity");
        Moved moved;
        List<String> acknowledged;
        try (var writers = LogWriter.start(before.runTime(), 3); var move = ServiceMove.begin(service, shared(), own())) {
            move.copyWhileRunning();
            writers.awaitMore(200);
            moved = move.finish(PAUSE);
            writers.awaitRefusal();
            acknowledged = writers.acknowledged();
        }
        var now = own().logins(service).runTime();
        assertThat(acknowledged).hasSizeGreaterThan(200);
        assertThat(texts(now, "select event_type from event_log where event_type like 'writer%'")).as(
                "every acknowledged one, once").containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(text(now, "select count(*) - max(position) from event_log")).as("dense").isEqualTo("1");
        assertThat(text(now, "select count(*) - max(number) from commit_log")).as("dense").isEqualTo("0");
        assertThat(text(now, "select id from log_identity")).isEqualTo(identity);
        assertThat(text(now, "select token from processor_token")).isEqualTo(text(now, "select max(position) from event_log"));
        assertThat(moved.pause()).isLessThan(Duration.ofSeconds(5));
        assertThat(moved.tables().keySet()).containsExactly("commit_log", "dead_letter", "event_log", "hold", "log_identity",
                "processor_token", "refund");
        System.out.printf("writers held for %d ms, %d events%n", moved.pause().toMillis(), acknowledged.size());
    }

    @Test
    void the_service_can_do_on_the_new_server_what_it_could_on_the_old_and_nothing_on_the_old() throws Exception {
        try (var move = ServiceMove.begin(service, shared(), own())) {
            move.finish(PAUSE);
        }
        ServiceLogins now = own().logins(service);
        LogWriter.append(now.runTime(), 1, "after the move");
        assertThat(text(now.runTime(), "insert into dead_letter (cause) values ('new') returning number")).as("counted on").isEqualTo("2");
        assertThatThrownBy(() -> text(now.runTime(), "delete from event_log returning 1")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> text(now.runTime(), "delete from hold returning 1")).hasMessageContaining("refund");
        assertThatThrownBy(() -> text(before.runTime(), "select 1")).hasMessageContaining("not permitted to log in");
        assertThatThrownBy(() -> text(before.owner(), "select 1")).hasMessageContaining("not permitted to log in");
    }

    @Test
    void a_pause_that_would_be_too_long_is_broken_off_with_everything_as_before() throws Exception {
        try (var holding = LogWriter.connect(before.runTime()); var move = ServiceMove.begin(service, shared(), own())) {
            move.copyWhileRunning();
            holding.setAutoCommit(false);
            LogWriter.appendOn(holding, 1, "a long transaction");
            assertThatThrownBy(() -> move.finish(Duration.ofMillis(300))).isInstanceOf(MoveFailed.class);
            holding.commit();
        }
        LogWriter.append(before.runTime(), 1, "goes on");
        assertThat(text(before.runTime(), "select event_type from event_log order by position desc limit 1")).isEqualTo("goes on");
    }

    @Test
    void a_mover_that_dies_in_the_pause_holds_nobody() throws Exception {
        try (Connection dying = shared().administrator(); Statement sql = dying.createStatement()) {
            dying.setAutoCommit(false);
            sql.execute("lock table " + before.owner().user() + ".event_log in exclusive mode");
            text(shared(), "select pg_terminate_backend(pid) from pg_locks where mode = 'ExclusiveLock' and relation = '"
                    + before.owner().user() + ".event_log'::regclass");
            LogWriter.append(before.runTime(), 1, "goes on");
        }
    }

    @Test
    void what_differs_is_found_and_nothing_is_switched() throws Exception {
        try (var move = ServiceMove.begin(service, shared(), own())) {
            move.copyWhileRunning();
            text(own(), "insert into " + before.owner().user() + ".hold values (gen_random_uuid(), 'HELD', 1) returning 1");
            assertThatThrownBy(() -> move.finish(PAUSE)).isInstanceOf(MoveFailed.class).hasMessageContaining("hold differs");
        }
        LogWriter.append(before.runTime(), 1, "goes on");
    }

    @Test
    void what_cannot_be_moved_is_named_before_anything_is_copied() throws Exception {
        text(before.owner(), "create view seen as select 1 as one; select 1");
        assertThatThrownBy(() -> ServiceMove.begin(service, shared(), own())).isInstanceOf(MoveFailed.class).hasMessageContaining(
                "view seen");
    }

    @Test
    void a_switch_that_fails_is_taken_back() throws Exception {
        try (var move = ServiceMove.begin(service, shared(), own())) {
            move.finish(PAUSE);
            move.reopen();
        }
        LogWriter.append(before.runTime(), 1, "goes on");
        assertThat(text(before.owner(), "select count(*) from event_log")).isEqualTo("2001");
    }

    private static PostgresRoles shared() {
        return SERVERS.getFirst().roles();
    }

    private static PostgresRoles own() {
        return SERVERS.getLast().roles();
    }

    private static String text(PostgresRoles server, String query) throws SQLException {
        try (Connection administrator = server.administrator()) {
            return texts(administrator, query).getFirst();
        }
    }

    private static String text(io.tributary.servers.postgres.ServiceDatabase login, String query) throws SQLException {
        return texts(login, query).getFirst();
    }

    private static List<String> texts(io.tributary.servers.postgres.ServiceDatabase login, String query) throws SQLException {
        try (Connection connection = LogWriter.connect(login)) {
            return texts(connection, query);
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement sql = connection.createStatement()) {
            for (boolean rows = sql.execute(query); rows || sql.getUpdateCount() >= 0; rows = sql.getMoreResults()) {
                if (rows) {
                    try (ResultSet found = sql.getResultSet()) {
                        while (found.next()) {
                            texts.add(found.getString(1));
                        }
                    }
                }
            }
        }
        return texts;
    }
}
