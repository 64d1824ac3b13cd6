package io.tributary.acceptance.drills;

import io.tributary.acceptance.Waiting;
import io.tributary.servers.postgres.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Statements that take long, in every connection the role may have: those the service had before are ended, as the role itself may. */
final class RunawayQuery implements AutoCloseable {
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final int ATTEMPTS = 20;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String END_OTHERS = "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where usename = current_user and application_name <> 'runaway'";

    private final AtomicInteger slept = new AtomicInteger();
    private final Duration duration;
    private final String url;
    private final ServiceDatabase login;
    private final List<Connection> held = new ArrayList<>();
    private final List<Thread> sleepers = new ArrayList<>();

    private RunawayQuery(ServiceDatabase login, Duration duration) {
        this.login = login;
        this.duration = duration;
        url = login.url().replaceFirst("ApplicationName=[^&]*", "ApplicationName=runaway");
    }

    static RunawayQuery holdingAll(ServiceDatabase login, Duration duration) {
        var query = new RunawayQuery(login, duration);
        Waiting.until("every connection of " + login.user() + " is held", SOON, query::holdsAll);
        query.held.forEach(query::sleep);
        return query;
    }

    int connections() {
        return held.size();
    }

    /** Without a pause, in which the service would open again what was ended. */
    private boolean holdsAll() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            holdThoseThereAre();
            if (ended() == 0) {
                return true;
            }
        }
        return false;
    }

    private void holdThoseThereAre() {
        try {
            while (true) {
                held.add(DriverManager.getConnection(url, login.user(), login.password()));
            }
        } catch (SQLException e) {
            if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                throw new IllegalStateException(e);
            }
        }
    }

    private long ended() {
        if (held.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try (Statement sql = held.getFirst().createStatement(); var row = sql.executeQuery(END_OTHERS)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sleep(Connection connection) {
        sleepers.add(Thread.ofVirtual().start(() -> {
            try (Statement sql = connection.createStatement()) {
                sql.execute("select pg_sleep(" + duration.toSeconds() + ")");
                slept.incrementAndGet();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    /** Waits for the statements' own end; how many of them nobody else ended before. */
    int awaitEnd() throws InterruptedException {
        for (Thread sleeper : sleepers) {
            sleeper.join();
        }
        return slept.get();
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : held) {
            connection.close();
        }
    }
}
