package io.tributary.chassis.web;

import static io.tributary.chassis.testing.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.sample.ParcelService;
import io.tributary.platform.postgres.PostgresServer;
import io.tributary.platform.postgres.ServiceLogins;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A commit whose database dies under it, and one that finds none: the caller is told which, and can find out under the same key later. */
@Tag("long")
class StoreAwayIT {
    private static final Duration BACK = Duration.ofSeconds(60);

    @Test
    void an_outcome_that_is_not_known_and_a_commit_that_was_never_sent_are_told_apart(@TempDir Path folder) throws Exception {
        var server = PostgresServer.start(folder, 0);
        ServiceLogins logins = server.logins("away");
        try (var service = service(logins)) {
            var http = new HttpCalls(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
            assertThat(http.send("POST", "/parcels", HttpCalls.PACK).statusCode()).isEqualTo(201);
            CompletableFuture<HttpResponse<String>> sent;
            try (var locked = locked(logins)) {
                sent = CompletableFuture.supplyAsync(() -> packed(http));
                within(BACK, () -> assertThat(waiting(locked)).isPositive());
                server.kill();
            }
            var never = CompletableFuture.supplyAsync(() -> http.send("POST", "/parcels", HttpCalls.PACK));
            HttpCalls.assertProblem(http.send("GET", "/operations/dead-letters", ""), 503, "unavailable");
            HttpCalls.assertProblem(sent.join(), 503, "outcome-unknown");
            HttpCalls.assertProblem(never.join(), 503, "store-unavailable");

            server = PostgresServer.start(folder, server.port());
            within(BACK, () -> assertThat(packed(http).statusCode()).isEqualTo(201));
            assertThat(packed(http).body()).isEqualTo(packed(http).body());
        } finally {
            server.close();
        }
    }

    private static HttpResponse<String> packed(HttpCalls http) {
        return http.send("POST", "/parcels", HttpCalls.PACK, "Idempotency-Key", "the-one");
    }

    private static ConfigurableApplicationContext service(ServiceLogins logins) {
        return new SpringApplicationBuilder(ParcelService.class).run("--server.port=0", "--tributary.store=postgres",
                "--tributary.owner=parcel",
                "--spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis",
                "--spring.datasource.url=" + logins.runTime().url(),
                "--spring.datasource.username=" + logins.runTime().user(), "--spring.datasource.password=" + logins.runTime().password(),
                "--spring.datasource.hikari.connection-timeout=2000", "--spring.flyway.user=" + logins.owner().user(),
                "--spring.flyway.password=" + logins.owner().password());
    }

    /** Nobody appends to the log as long as it is open. */
    private static Connection locked(ServiceLogins logins) throws SQLException {
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
