package io.tributary.payment;

import io.tributary.api.AggregateEvent;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Generations of views that nobody reads, written as a processor writes them: a batch in a transaction, some batches more than once. */
public record ViewGenerations(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
    private static final AtomicInteger NEWEST = new AtomicInteger(1_000);
    private static final int MAX_BATCH = 7;

    public int next() {
        return NEWEST.incrementAndGet();
    }

    /** The events stand at positions 0, 1, 2 and so on. */
    public static List<PositionedEvent> positioned(List<? extends AggregateEvent> events) {
        var result = new ArrayList<PositionedEvent>();
        events.forEach(event -> result.add(new PositionedEvent(event, result.size())));
        return result;
    }

    public void oneByOne(List<PositionedEvent> events, BatchProjection.Rows rows) {
        events.forEach(event -> write(List.of(event), rows));
    }

    /** Any size of batch; after some, everything so far once more, as after a loss of the token. */
    public void inBatches(List<PositionedEvent> events, RandomGenerator random, BatchProjection.Rows rows) {
        int done = 0;
        while (done < events.size()) {
            int end = Math.min(events.size(), done + 1 + random.nextInt(MAX_BATCH));
            write(events.subList(done, end), rows);
            if (random.nextInt(3) == 0) {
                write(events.subList(random.nextInt(end), end), rows);
            }
            done = end;
        }
    }

    public void write(List<PositionedEvent> events, BatchProjection.Rows rows) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> rows.write(new EventBatch(events)));
    }

    /** Rows that the database touched to write them, by an index or without one, in tables whose names begin so. */
    public long rowsRead(String tables, List<PositionedEvent> events, BatchProjection.Rows rows) {
        return Objects.requireNonNull(new TransactionTemplate(transactions).execute(_ -> {
            long before = readUntilNow(tables);
            rows.write(new EventBatch(events));
            return readUntilNow(tables) - before;
        }));
    }

    private long readUntilNow(String tables) {
        return Objects.requireNonNull(jdbc.queryForObject("""
                select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) from pg_stat_xact_user_tables
                where relname like ? || '%'""", Long.class, tables));
    }

    /** Other tests of this service count what stands in the tables. */
    public void delete(String table, int generation) {
        jdbc.update("delete from %s where generation = ?".formatted(table), generation);
    }

    /** All rows of the generation, without it. */
    public List<Map<String, Object>> rows(String table, String order, int generation) {
        var rows = jdbc.queryForList("select * from %s where generation = ? order by %s".formatted(table, order), generation);
        rows.forEach(row -> row.remove("generation"));
        return rows;
    }
}
