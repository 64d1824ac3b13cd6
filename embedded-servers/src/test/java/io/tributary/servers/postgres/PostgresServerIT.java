package io.tributary.servers.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir private static Path folder;
    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start(folder.resolve("postgresql"), 0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_it_acknowledges_is_on_disk() throws SQLException {
        ServiceDatabase users = server.ensureSchema("user-service");
        for (String setting : new String[]{"fsync", "synchronous_commit", "full_page_writes"}) {
            assertThat(ask(users, "show " + setting)).isEqualTo("on");
        }
    }

    @Test
    void it_is_version_18_and_lets_no_one_in_without_the_password() throws SQLException {
        ServiceDatabase users = server.ensureSchema("user-service");
        assertThat(ask(users, "show server_version")).startsWith("18.");
        var guess = new ServiceDatabase(users.url(), users.user(), "guess");
        assertThatThrownBy(() -> ask(guess, "select 1")).hasMessageContaining("password authentication failed");
    }

    @Test
    void a_service_works_in_its_own_schema_only() throws SQLException {
        ServiceDatabase users = server.ensureSchema("user-service");
        ServiceDatabase payments = server.ensureSchema("payment-service");
        ask(users, "create table own(id int); insert into own values (1)");
        assertThat(ask(users, "select count(*) from user_service.own")).isEqualTo("1");
        assertRefused(payments, "select * from user_service.own");
        assertRefused(payments, "create table user_service.foreign_table(id int)");
        assertRefused(payments, "create table public.foreign_table(id int)");
        assertRefused(payments, "create schema more");
        assertRefused(payments, "set role user_service");
        assertRefused(payments, "select pg_read_file('/etc/passwd')");
    }

    @Test
    void what_was_stored_survives_a_kill_and_a_restart() throws SQLException {
        Path own = folder.resolve("killed");
        PostgresServer first = PostgresServer.start(own, 0);
        ServiceDatabase before = first.ensureSchema("user-service");
        ask(before, "create table kept(id int); insert into kept values (42)");
        first.kill();
        try (PostgresServer second = PostgresServer.start(own, 0)) {
            ServiceDatabase after = second.ensureSchema("user-service");
            assertThat(after.password()).isEqualTo(before.password());
            assertThat(ask(after, "select id from kept")).isEqualTo("42");
        }
    }

    @Test
    void passwords_are_readable_by_their_owner_only() throws Exception {
        server.ensureSchema("user-service");
        Path secrets = folder.resolve("postgresql").resolve("secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("user_service")))).isEqualTo("rw-------");
        assertThat(server.ensureSchema("user-service")).asString().doesNotContain(Files.readString(secrets.resolve("user_service")));
    }

    @Test
    void a_busy_port_is_named() {
        assertThatThrownBy(() -> PostgresServer.start(folder.resolve("second"), server.port())).hasMessageContaining(
                "" + server.port()).hasMessageContaining("Address already in use");
    }

    private static void assertRefused(ServiceDatabase database, String statement) {
        assertThatThrownBy(() -> ask(database, statement)).isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
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
