package io.tributary.chassis.processing.store.postgres;

import io.tributary.chassis.processing.store.Rows;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows as PostgreSQL's own JSON. Names of tables and columns come from the service's code and the catalog, never from a request. */
public final class PostgresRows implements Rows {
    private static final int FETCH = 1_000;
    private static final String GENERATION = "generation";
    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final Map<String, List<String>> keyColumns = new ConcurrentHashMap<>();

    public PostgresRows(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource(), "the template has a data source"));
        this.jdbc.setFetchSize(FETCH);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
    }

    // Only within a transaction does the driver fetch in portions.
    @Override
    public void each(String table, int generation, Consumer<Row> each) {
        reading.executeWithoutResult(_ -> jdbc.query(select(table) + " where t.generation = ?",
                (RowCallbackHandler) row -> each.accept(new Row(row.getString(1), row.getString(2))), generation));
    }

    @Override
    public Optional<Row> find(String table, int generation, String key) {
        return jdbc.query(select(table) + " where t.generation = ? and " + isKey(table),
                (row, _) -> new Row(row.getString(1), row.getString(2)), generation, key).stream().findFirst();
    }

    // Locked rows cannot change; one that is missing and appears meanwhile makes the insert do nothing.
    @Override
    public boolean copy(String table, String key, Seen from, Seen to) {
        return Boolean.TRUE.equals(writing.execute(_ -> {
            if (!isAsSeen(table, key, from) || !isAsSeen(table, key, to)) {
                return false;
            }
            jdbc.update("delete from " + table + " t where t.generation = ? and " + isKey(table), to.generation(), key);
            jdbc.update("insert into " + table + " select (jsonb_populate_record(t, jsonb_build_object('generation', ?::int))).* from "
                    + table + " t where t.generation = ? and " + isKey(table) + " on conflict do nothing", to.generation(),
                    from.generation(), key);
            return true;
        }));
    }

    private boolean isAsSeen(String table, String key, Seen seen) {
        var now = jdbc.query(select(table) + " where t.generation = ? and " + isKey(table) + " for update of t",
                (row, _) -> row.getString(2), seen.generation(), key);
        return Objects.equals(now.isEmpty() ? null : now.getFirst(), seen.content());
    }

    private String select(String table) {
        var key = columns(table).stream().map(column -> "'" + column + "', t." + column).collect(Collectors.joining(", "));
        return "select jsonb_build_object(" + key + ")::text, (to_jsonb(t) - '" + GENERATION + "')::text from " + table + " t";
    }

    private String isKey(String table) {
        var columns = columns(table);
        return "(" + columns.stream().map(column -> "t." + column).collect(Collectors.joining(", ")) + ") = (select "
                + columns.stream().map(
                        column -> "k." + column).collect(Collectors.joining(", "))
                + " from jsonb_populate_record(null::" + table + ", ?::jsonb) k)";
    }

    private List<String> columns(String table) {
        return keyColumns.computeIfAbsent(table, name -> jdbc.queryForList("""
                select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                where i.indrelid = ?::regclass and i.indisprimary and a.attname <> 'generation'
                order by array_position(i.indkey::int[], a.attnum::int)""", String.class, name));
    }
}
