package io.tributary.chassis.processing.store.postgres;

import io.tributary.chassis.processing.store.Generations;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code projection}; its column {@code live} is what every query of a view reads. */
public final class PostgresGenerations implements Generations {
    private final JdbcTemplate jdbc;

    public PostgresGenerations(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public State of(String projection) {
        var found = jdbc.query("select live, previous, building, newest, switches from projection where name = ?",
                (row, _) -> new State(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)), projection);
        if (found.isEmpty()) {
            jdbc.update("insert into projection (name, live, previous, building, newest) values (?, 1, 0, 0, 1) on conflict do nothing",
                    projection);
            return of(projection);
        }
        return found.getFirst();
    }

    @Override
    public boolean change(String projection, State from, State to) {
        return jdbc.update("""
                update projection set live = ?, previous = ?, building = ?, newest = ?, switches = ?
                where name = ? and live = ? and previous = ? and building = ? and newest = ? and switches = ?""", to.live(),
                to.previous(), to.building(), to.newest(), to.switches(), projection, from.live(), from.previous(), from.building(),
                from.newest(), from.switches()) == 1;
    }

    // Table names come from the service's own code, never from a request.
    @Override
    public void deleteUnfed(List<String> tables, State state) {
        var fed = state.fed().toArray(Integer[]::new);
        tables.forEach(
                table -> jdbc.update("delete from " + table + " where generation <= ? and generation <> all (?)", state.newest(), fed));
    }
}
