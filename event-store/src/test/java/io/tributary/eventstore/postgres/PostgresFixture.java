package io.tributary.eventstore.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tributary.eventstore.fixture.StoreFixture;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.servers.postgres.PostgresServer;
import io.tributary.servers.postgres.ServiceDatabase;
import io.tributary.servers.postgres.StatementLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A schema of its own on the one server of this virtual machine. */
public final class PostgresFixture implements StoreFixture {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final List<HikariDataSource> pools = new ArrayList<>();
    private final PostgresServer server;
    private final ServiceDatabase owner;
    private final ServiceDatabase database;

    public PostgresFixture() {
        this(Server.SHARED);
    }

    public PostgresFixture(PostgresServer server) {
        this.server = server;
        var logins = server.logins("store-" + COUNTER.incrementAndGet());
        owner = logins.owner();
        database = logins.runTime();
        execute(migration("V1__commit_log.sql"));
        execute(migration("R__the_log_is_only_appended_to.sql"));
    }

    private static String migration(String name) {
        try (var script = PostgresFixture.class.getResourceAsStream("/db/eventstore/" + name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pool of another process. */
    public DataSource newPool() {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(0);
        var pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    public ServiceDatabase database() {
        return database;
    }

    /** What storages opened from now on have the server do. */
    StatementLog statements() {
        return server.logStatementsOf(database.user());
    }

    @Override
    public CommitStorage open() {
        return PostgresCommitLog.storage(newPool());
    }

    @Override
    public boolean refusesRepeatedEventIds() {
        return true;
    }

    @Override
    public void destroyCommit(long number) {
        execute("grant delete on commit_log, event_log to current_user");
        execute("delete from event_log where commit_id = (select commit_id from commit_log where number = " + number + ")");
        execute("delete from commit_log where number = " + number);
    }

    @Override
    public void spoilCommit(long number) {
        execute("grant update on event_log to current_user");
        execute("update event_log set event_type = '' where commit_id = (select commit_id from commit_log where number = " + number + ")");
    }

    @Override
    public void spoilIdentity() {
        execute("grant delete on log_identity to current_user");
        execute("delete from log_identity");
    }

    /** As the owner of the tables, which the running service is not. */
    public void execute(String sql) {
        try (var connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }

    private static final class Server {
        static final PostgresServer SHARED = start();

        private static PostgresServer start() {
            try {
                return PostgresServer.start(Files.createTempDirectory("event-store-postgres"), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
