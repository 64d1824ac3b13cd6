package io.tributary.chassis.web;

import static io.tributary.chassis.testing.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.sample.ParcelService;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.ServiceLogins;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class StoreAwayOnPostgresIT extends StoreAwayContract {
    private PostgresServer server;
    private ServiceLogins logins;

    @BeforeEach
    void startServer() throws IOException {
        server = PostgresServer.start(folder, 0);
        logins = server.logins("away");
    }

    @Override
    ConfigurableApplicationContext service() {
        return new SpringApplicationBuilder(ParcelService.class).run("--server.port=0", "--tributary.store=postgres",
                "--tributary.owner=parcel",
                "--spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis",
                "--spring.datasource.url=" + logins.runTime().url(),
                "--spring.datasource.username=" + logins.runTime().user(), "--spring.datasource.password=" + logins.runTime().password(),
                "--spring.datasource.hikari.connection-timeout=2000", "--spring.flyway.user=" + logins.owner().user(),
                "--spring.flyway.password=" + logins.owner().password());
    }

    @Override
    <T> CompletableFuture<T> killedUnder(Supplier<T> sent) throws Exception {
        try (var locked = locked()) {
            var answer = CompletableFuture.supplyAsync(sent);
            within(BACK, () -> assertThat(waiting(locked)).isPositive());
            server.kill();
            return answer;
        }
    }

    @Override
    void startServerAgain() throws IOException {
        server = PostgresServer.start(folder, server.port());
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    /** Nobody appends to the log as long as it is open. */
    private Connection locked() throws SQLException {
        var connection = DriverManager.getConnection(logins.owner().url(), logins.owner().user(), logins.owner().password());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table commit_log in exclusive mode");
        }
        return connection;
    }

    private static int waiting(Connection connection) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
