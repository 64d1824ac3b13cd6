package io.tributary.chassis.processing.store.postgres;

import io.tributary.chassis.processing.store.Instances;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code processor_instance}; who is gone is decided by the database's clock. */
record PostgresInstances(JdbcTemplate jdbc, String self, double goneAfterSeconds) implements Instances {
    private static final int FORGOTTEN_AFTER = 10;

    @Override
    public void beat(String processor, String report) {
        jdbc.update("""
                insert into processor_instance (processor, instance, report) values (?, ?, ?)
                on conflict (processor, instance) do update set report = excluded.report, seen_at = clock_timestamp()""", processor, self,
                report);
        jdbc.update("delete from processor_instance where processor = ? and seen_at < clock_timestamp() - ? * interval '1 second'",
                processor, goneAfterSeconds * FORGOTTEN_AFTER);
    }

    @Override
    public List<Instance> alive(String processor) {
        return jdbc.query("""
                select instance, report from processor_instance
                where processor = ? and seen_at > clock_timestamp() - ? * interval '1 second'""",
                (row, _) -> new Instance(row.getString(1), row.getString(2)), processor, goneAfterSeconds);
    }

    @Override
    public void leave(String processor) {
        jdbc.update("delete from processor_instance where processor = ? and instance = ?", processor, self);
    }
}
