package io.tributary.chassis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.processing.store.Rows.Seen;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OperatingTogetherOnPostgresIT extends OperatingTogetherContract {
    private static final String TABLE = "parcel_row";
    private final Owner database = Owner.fresh();
    private final ConsumerStore store = database.instance(Duration.ofSeconds(10));

    @Override
    ConsumerStore store() {
        return store;
    }

    @Override
    boolean someoneWaits() {
        return !database.jdbc().queryForList("select 1 from pg_locks where not granted").isEmpty();
    }

    @AfterEach
    void disconnect() {
        database.close();
    }

    @Test
    void a_repair_leaves_alone_what_changes_while_it_is_made() throws Exception {
        var key = "{\"parcel\": \"p\"}";
        database.jdbc().update("insert into parcel_row values (1, 'p', 'drifted', 'packed', 1, 5), (2, 'p', 'right', 'packed', 1, 5)");
        var live = new Seen(1, store.rows().find(TABLE, 1, key).orElseThrow().content());
        var rebuilt = new Seen(2, store.rows().find(TABLE, 2, key).orElseThrow().content());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var repaired = Objects.requireNonNull(new TransactionTemplate(new DataSourceTransactionManager(database.dataSource())).execute(
                    _ -> {
                        database.jdbc().update("update parcel_row set label = 'newer', position = 6 where generation = 1");
                        var repair = threads.submit(() -> store.rows().copy(TABLE, key, rebuilt, live));
                        Flow.await("the repair waits or is done", () -> repair.isDone() || someoneWaits());
                        return repair;
                    }));
            assertThat(repaired.get()).isFalse();
        }
        assertThat(database.jdbc().queryForObject("select label from parcel_row where generation = 1", String.class)).isEqualTo("newer");
        var newer = new Seen(1, store.rows().find(TABLE, 1, key).orElseThrow().content());
        assertThat(store.rows().copy(TABLE, key, rebuilt, newer)).isTrue();
        assertThat(store.rows().find(TABLE, 1, key)).isEqualTo(store.rows().find(TABLE, 2, key));
    }
}
