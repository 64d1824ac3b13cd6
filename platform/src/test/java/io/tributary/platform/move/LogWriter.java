package io.tributary.platform.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.servers.postgres.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Appends to a log like those of services, from several connections that race for the next position, and keeps a token beside it. */
final class LogWriter implements AutoCloseable {
    static final ServiceDatabase NOWHERE = new ServiceDatabase("jdbc:postgresql://127.0.0.1:1/none", "none", "none");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TAKEN = "23505";
    private static final String REFUSED = "42501";
    private static final String TABLES = """
            create table commit_log (number bigint primary key, commit_id uuid not null unique, answer bytea);
            create table event_log (position bigint primary key, event_type text not null, payload bytea not null,
                recorded_at timestamptz not null default clock_timestamp());
            create table log_identity (id uuid not null);
            create unique index log_identity_is_single on log_identity ((true));
            insert into log_identity values (gen_random_uuid());
            revoke update, delete, truncate on commit_log, event_log, log_identity from current_user;
            create table processor_token (processor text not null, segment int not null, token text, primary key (processor, segment));
            insert into processor_token values ('publisher', 0, null);
            create table dead_letter (number bigint generated always as identity primary key, cause text not null);
            insert into dead_letter (cause) values ('first');
            create table hold (hold uuid primary key, state text not null check (state in ('HELD', 'CAPTURED')), amount numeric);
            create table refund (call_id uuid primary key, hold uuid not null references hold, amount numeric not null default 1.50);
            create index refund_of_hold on refund (hold) where amount > 0;
            insert into hold values ('11111111-1111-4111-8111-111111111111', 'HELD', 12.500);
            insert into refund values (gen_random_uuid(), '11111111-1111-4111-8111-111111111111')
            """;
    private static final String APPEND = """
            with last as (select coalesce(max(number), 0) as number from commit_log), head as (
                select coalesce(max(position), -1) as position from event_log), added as (
                insert into event_log (position, event_type, payload)
                select head.position + i, ?, decode(md5(i::text), 'hex') from head, generate_series(1, ?) i), moved as (
                update processor_token set token = (head.position + ?)::text from head)
            insert into commit_log select last.number + 1, gen_random_uuid(), null from last""";

    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile boolean refused;

    /** That many connections which append one event after the other until they are refused. */
    static LogWriter start(ServiceDatabase login, int connections) {
        var writer = new LogWriter();
        for (int i = 0; i < connections; i++) {
            int number = i;
            writer.threads.add(Thread.ofVirtual().start(() -> writer.write(login, "writer " + number)));
        }
        return writer;
    }

    static void makeTables(ServiceDatabase owner) throws SQLException {
        try (Connection connection = connect(owner); Statement sql = connection.createStatement()) {
            sql.execute(TABLES);
        }
    }

    static void append(ServiceDatabase login, int events, String type) throws SQLException {
        try (Connection connection = connect(login)) {
            appendOn(connection, events, type);
        }
    }

    static void appendOn(Connection connection, int events, String type) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(APPEND)) {
            sql.setString(1, type);
            sql.setInt(2, events);
            sql.setInt(3, events);
            sql.executeUpdate();
        }
    }

    static Connection connect(ServiceDatabase login) throws SQLException {
        return DriverManager.getConnection(login.url(), login.user(), login.password());
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Returns when that many more were acknowledged. */
    void awaitMore(int events) {
        int enough = acknowledged.size() + events;
        await(() -> acknowledged.size() >= enough);
    }

    void awaitRefusal() throws InterruptedException {
        for (Thread thread : threads) {
            assertThat(thread.join(LIMIT)).as("ends").isTrue();
        }
        assertThat(refused).isTrue();
    }

    private void write(ServiceDatabase login, String name) {
        try (Connection connection = connect(login)) {
            for (int i = 0; !stopped; i++) {
                String type = name + " event " + i;
                while (!appended(connection, type) && !stopped) {
                    Thread.onSpinWait();
                }
                if (!stopped) {
                    acknowledged.add(type);
                }
            }
        } catch (SQLException e) {
            refused = e.getSQLState().equals(REFUSED);
            assertThat(refused).as(e.toString()).isTrue();
        }
    }

    private boolean appended(Connection connection, String type) throws SQLException {
        try {
            appendOn(connection, 1, type);
            return true;
        } catch (SQLException e) {
            if (e.getSQLState().equals(TAKEN)) {
                return false;
            }
            throw e;
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(LIMIT);
        }
    }
}
