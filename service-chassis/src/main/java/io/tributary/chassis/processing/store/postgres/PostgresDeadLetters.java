package io.tributary.chassis.processing.store.postgres;

import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.processing.deadletters.DeadLetters;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code dead_letter}. */
public final class PostgresDeadLetters implements DeadLetters {
    private static final String COLUMNS = "processor, sequence, partition, event_id, event_type, event_version, recorded_at, aggregate_type, "
            + "aggregate_id, aggregate_sequence, owner, log, generation, position, predecessor, metadata, payload, cause, message, attempts, parked_at";
    private final JdbcTemplate jdbc;

    public PostgresDeadLetters(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void park(ParkedEvent parked) {
        var event = parked.event();
        var place = event.place();
        jdbc.update("insert into dead_letter (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                + "on conflict (processor, sequence, event_id) do nothing", parked.processor(), parked.sequence(), parked.partition(),
                event.id(),
                event.type(), event.version(), Timestamp.from(event.time()), event.aggregateType(), event.aggregate(), event.sequence(),
                place.owner(), place.log(), place.generation(), place.position(), place.predecessor(), event.metadata(), event.payload(),
                parked.failure().cause(), parked.failure().message(), parked.failure().attempts(), Timestamp.from(parked.parkedAt()));
    }

    @Override
    public boolean parkBehind(ParkedEvent waiting) {
        boolean behind = holds(waiting.processor(), waiting.sequence());
        if (behind) {
            park(waiting);
        }
        return behind;
    }

    @Override
    public boolean claimFirst(ParkedEvent parked) {
        lock(parked.processor(), parked.sequence());
        return jdbc.queryForList("select event_id from dead_letter where processor = ? and sequence = ? order by number limit 1",
                String.class, parked.processor(), parked.sequence()).equals(List.of(parked.event().id()));
    }

    private void lock(String processor, String sequence) {
        jdbc.queryForList("select pg_advisory_xact_lock(hashtextextended(?, 0))", processor + "/" + sequence);
    }

    @Override
    public boolean holds(String processor, String sequence) {
        lock(processor, sequence);
        return !jdbc.queryForList("select 1 from dead_letter where processor = ? and sequence = ? limit 1", Integer.class, processor,
                sequence).isEmpty();
    }

    @Override
    public Set<String> sequences(String processor) {
        return Set.copyOf(jdbc.queryForList("select distinct sequence from dead_letter where processor = ?", String.class, processor));
    }

    @Override
    public List<ParkedEvent> sequence(String processor, String sequence, int limit) {
        return jdbc.query("select " + COLUMNS + " from dead_letter where processor = ? and sequence = ? order by number limit ?",
                (row, _) -> read(row), processor, sequence, limit);
    }

    @Override
    public int size(String processor, String sequence) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from dead_letter where processor = ? and sequence = ?",
                Integer.class, processor, sequence));
    }

    @Override
    public List<ParkedEvent> firsts(Place after, int limit) {
        return jdbc.query("select distinct on (processor, sequence) " + COLUMNS
                + " from dead_letter where (processor, sequence) > (?, ?) order by processor, sequence, number limit ?",
                (row, _) -> read(row), after.processor(), after.sequence(), limit);
    }

    @Override
    public Map<String, Integer> sequencesByCause() {
        var result = new HashMap<String, Integer>();
        jdbc.query("select cause, count(*) from (select distinct on (processor, sequence) cause from dead_letter "
                + "order by processor, sequence, number) as first group by cause", row -> {
                    result.put(row.getString(1), row.getInt(2));
                });
        return result;
    }

    @Override
    public long size() {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from dead_letter", Long.class));
    }

    @Override
    public void failedAgain(ParkedEvent parked) {
        var failure = parked.failure();
        jdbc.update("update dead_letter set cause = ?, message = ?, attempts = ? where processor = ? and sequence = ? and event_id = ?",
                failure.cause(), failure.message(), failure.attempts(), parked.processor(), parked.sequence(), parked.event().id());
    }

    @Override
    public void remove(ParkedEvent parked) {
        jdbc.update("delete from dead_letter where processor = ? and sequence = ? and event_id = ?", parked.processor(), parked.sequence(),
                parked.event().id());
    }

    @Override
    public void retire(String processor) {
        jdbc.update("delete from dead_letter where processor = ?", processor);
    }

    private static ParkedEvent read(ResultSet row) throws SQLException {
        var place = new LogPlace(row.getString("owner"), row.getString("log"), row.getInt("generation"), row.getLong("position"),
                row.getLong("predecessor"));
        var event = new EventRecord(row.getString("event_id"), row.getString("event_type"), row.getString("event_version"),
                row.getTimestamp("recorded_at").toInstant(), row.getString("aggregate_type"), row.getString("aggregate_id"),
                row.getLong("aggregate_sequence"), place, row.getBytes("metadata"), row.getBytes("payload"));
        var failure = new ParkedEvent.Failure(row.getString("cause"), row.getString("message"), row.getInt("attempts"));
        return new ParkedEvent(row.getString("processor"), row.getString("sequence"), row.getString("partition"), event, failure,
                row.getTimestamp("parked_at").toInstant());
    }
}
