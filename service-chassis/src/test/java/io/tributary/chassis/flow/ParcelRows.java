package io.tributary.chassis.flow;

import io.tributary.chassis.EventPosition;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A view that counts every call of a handler, without looking at positions: an event handled twice shows. */
class ParcelRows extends ParcelView {
    static final String NAME = "parcel-rows";
    private final JdbcTemplate jdbc;
    private final int generation;

    ParcelRows(JdbcTemplate jdbc, int generation) {
        this.jdbc = jdbc;
        this.generation = generation;
    }

    static ProjectionDefinition definition(JdbcTemplate jdbc, String... owners) {
        return new ProjectionDefinition(NAME, EventSource.topics(owners), List.of("parcel_row"),
                generation -> new ParcelRows(jdbc, generation),
                (_, key) -> jdbc.queryForList(
                        "select position from parcel_row where parcel = ? and generation = (select live from projection where name = ?)",
                        Long.class, key, NAME).stream().mapToLong(Long::longValue).findFirst());
    }

    @Override
    void write(EventPosition position, @Nullable String label, @Nullable String state) {
        jdbc.update("""
                insert into parcel_row (generation, parcel, label, state, changes, position) values (?, ?, ?, ?, 1, ?)
                on conflict (generation, parcel) do update set label = coalesce(excluded.label, parcel_row.label),
                  state = coalesce(excluded.state, parcel_row.state), changes = parcel_row.changes + 1, position = excluded.position""",
                generation, position.key(), label, state, position.position());
    }

    /** One line per parcel of the live generation. */
    static List<String> live(JdbcTemplate jdbc) {
        return jdbc.queryForList("""
                select parcel || ' ' || label || ' ' || state || ' ' || changes || ' @' || position from parcel_row
                where generation = (select live from projection where name = ?) order by parcel""", String.class, NAME);
    }

    /** How often a handler ran for a row of the live generation. */
    static long changes(JdbcTemplate jdbc) {
        return jdbc.queryForList("select changes from parcel_row where generation = (select live from projection where name = ?)",
                Long.class, NAME).stream().mapToLong(Long::longValue).sum();
    }
}
