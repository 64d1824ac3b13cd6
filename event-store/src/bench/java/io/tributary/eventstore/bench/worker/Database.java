package io.tributary.eventstore.bench.worker;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tributary.servers.files.Secrets;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.ServiceDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** The PostgreSQL schema that belongs to this variant, as the worker's settings name it. */
public final class Database {
    /** As many as the 32 callers of the goals; more callers than that share them. */
    public static final int CONNECTIONS = 32;
    private static final String SUPERUSER = "postgres";
    private static final String MIGRATIONS = "/db/eventstore";

    private Database() {}

    /** The settings {@link #pool} reads. */
    public static Map<String, String> settings(ServiceDatabase database) {
        return Map.of("bench.url", database.url(), "bench.user", database.user(), "bench.password", database.password());
    }

    /**
     * A schema of its own and the role that owns it, with as many connections as it wants: the few that owners get for their migrations
     * would be what is measured.
     */
    public static ServiceDatabase schema(PostgresServer server, String name) {
        var database = server.ensureSchema(name);
        var password = new Secrets(server.log().resolveSibling("secrets")).password(SUPERUSER);
        var url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
        try (var connection = DriverManager.getConnection(url, SUPERUSER, password);
                var statement = connection.createStatement()) {
            statement.execute("alter role " + database.user() + " connection limit -1");
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("the connections of " + database + " are still limited", e);
        }
    }

    /** A pool that stays connected, in autocommit mode or not. */
    public static HikariDataSource pool(boolean autoCommit) {
        return pool(new ServiceDatabase(property("bench.url"), property("bench.user"), property("bench.password")), autoCommit);
    }

    public static HikariDataSource pool(ServiceDatabase database, boolean autoCommit) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setAutoCommit(autoCommit);
        return new HikariDataSource(config);
    }

    private static String property(String key) {
        return Objects.requireNonNull(System.getProperty(key), key);
    }

    /** Makes the event store's tables if this schema has none. */
    public static void migrate(DataSource database) throws SQLException, IOException {
        if (number(database, "select count(*) from pg_tables where schemaname = current_schema and tablename = 'event_log'") > 0) {
            return;
        }
        for (var script : scripts()) {
            execute(database, Files.readString(script));
        }
    }

    private static List<Path> scripts() throws IOException {
        var folder = Path.of(URI.create(Objects.requireNonNull(Database.class.getResource(MIGRATIONS), MIGRATIONS).toString()));
        try (var files = Files.list(folder)) {
            return files.sorted(Comparator.comparingInt(Database::version)).toList();
        }
    }

    /** Those that are repeated come last. */
    private static int version(Path script) {
        var name = script.getFileName().toString();
        return name.startsWith("V") ? Integer.parseInt(name.substring(1, name.indexOf("__"))) : Integer.MAX_VALUE;
    }

    public static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    /** The one number the query returns. */
    public static long number(DataSource database, String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            long number = rows.getLong(1);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return number;
        }
    }
}
