package io.tributary.views;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.chassis.testing.EmbeddedServers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A real database with the tables of both views; each generation of them is a stage of its own. */
public final class ViewDatabase {
    private final JdbcTemplate jdbc;
    private final DataSourceTransactionManager transactions;
    private int newest;

    public ViewDatabase() {
        var schema = EmbeddedServers.freshSchema();
        var source = new HikariDataSource();
        source.setJdbcUrl(schema.runTime().url());
        source.setUsername(schema.runTime().user());
        source.setPassword(schema.runTime().password());
        Flyway.configure().dataSource(schema.owner().url(), schema.owner().user(), schema.owner().password()).locations(
                "classpath:db/chassis", "classpath:db/migration").load().migrate();
        jdbc = new JdbcTemplate(source);
        transactions = new DataSourceTransactionManager(source);
    }

    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public DataSourceTransactionManager transactions() {
        return transactions;
    }

    /** A number nobody has used; readers of the view see this generation from now on. */
    public synchronized int nextGeneration(String view) {
        newest++;
        jdbc.update("""
                insert into projection (name, live, previous, building, newest) values (?, ?, 0, 0, ?)
                on conflict (name) do update set live = excluded.live, newest = excluded.newest""", view, newest, newest);
        return newest;
    }

    /** Rows that the database touched for the work, by an index or without one, in tables whose names begin so. */
    public long rowsRead(String tables, Runnable work) {
        var read = new AtomicLong();
        inTransaction(() -> {
            long before = readUntilNow(tables);
            work.run();
            read.set(readUntilNow(tables) - before);
        });
        return read.get();
    }

    /** Statements that the work sends in one transaction; a batch of one counts once, as it is one round trip. */
    public long statements(Consumer<JdbcTemplate> work) {
        var sent = new AtomicLong();
        var source = new DelegatingDataSource(Objects.requireNonNull(jdbc.getDataSource())) {
            @Override
            public Connection getConnection() throws SQLException { return counting(Connection.class, super.getConnection(), sent); }
        };
        new TransactionTemplate(new DataSourceTransactionManager(source)).executeWithoutResult(_ -> work.accept(new JdbcTemplate(source)));
        return sent.get();
    }

    private static <T> T counting(Class<T> type, T counted, AtomicLong sent) {
        return type.cast(Proxy.newProxyInstance(ViewDatabase.class.getClassLoader(), new Class<?>[]{type}, (_, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                sent.incrementAndGet();
            }
            try {
                var result = method.invoke(counted, arguments);
                return method.getName().equals("prepareStatement") && result instanceof PreparedStatement statement
                        ? counting(PreparedStatement.class, statement, sent)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private long readUntilNow(String tables) {
        return Objects.requireNonNull(jdbc.queryForObject("""
                select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) from pg_stat_xact_user_tables
                where relname like ? || '%'""", Long.class, tables));
    }

    public void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run());
    }

    /** All rows of one generation, by key, without the generation. */
    public List<Map<String, Object>> rows(String table, String key, int generation) {
        var rows = jdbc.queryForList("select * from %s where generation = ? order by %s".formatted(table, key), generation);
        rows.forEach(row -> row.remove("generation"));
        return rows;
    }
}
