package io.tributary.bench.replay;

import io.tributary.bench.ShopTopics;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.chassis.processing.batch.BatchProjection;
import io.tributary.chassis.processing.batch.EventBatch;
import io.tributary.chassis.processing.batch.PositionedEvent;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Load;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import io.tributary.views.orderdetails.OrderDetailsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A thread for each partition writes batches of 200 events and its offsets in one transaction, by the view's own upserts. */
public final class HandWrittenConsumer implements Variant, Scenario {
    private static final int BATCH = 200;
    private final DataSource database = Database.pool(true);
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    private int generation = 1;

    public HandWrittenConsumer() {
        Flyway.configure().dataSource(database).locations("classpath:db/chassis", "classpath:db/migration").outOfOrder(
                true).load().migrate();
        jdbc.execute("create table reached (place text primary key, next bigint)");
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("rebuild", this);
    }

    @Override
    public void prepare() {
        jdbc.update("delete from order_details where generation = ?", generation);
        jdbc.update("delete from order_details_customer where generation = ?", generation);
        generation++;
    }

    @Override
    public Measurement run(Load load) throws Exception {
        var rows = OrderDetailsWriter.rows(jdbc, generation);
        var measured = ClosedLoop.once(() -> {
            long written = 0;
            try (var threads = Executors.newFixedThreadPool(TopicName.PARTITIONS)) {
                var shares = new ArrayList<Callable<Long>>();
                for (int i = 0; i < TopicName.PARTITIONS; i++) {
                    int partition = i;
                    shares.add(() -> write(partition, rows));
                }
                for (var share : threads.invokeAll(shares)) {
                    written += share.get();
                }
            }
            return written;
        });
        if (measured.events() != ShopTopics.EVENTS) {
            throw new IllegalStateException(measured.events() + " events written, not " + ShopTopics.EVENTS);
        }
        Orders.check(Database.pool(true), generation);
        return measured;
    }

    private long write(int partition, BatchProjection.Rows rows) {
        long written = 0;
        try (var reader = new TopicReader(partition)) {
            for (var events = reader.next(); !events.isEmpty(); events = reader.next()) {
                for (int from = 0; from < events.size(); from += BATCH) {
                    write(events.subList(from, Math.min(from + BATCH, events.size())), reader, rows);
                }
                written += events.size();
            }
        }
        return written;
    }

    private void write(List<PositionedEvent> events, TopicReader reader, BatchProjection.Rows rows) {
        transactions.executeWithoutResult(_ -> {
            rows.write(new EventBatch(events));
            jdbc.batchUpdate("insert into reached values (?, ?) on conflict (place) do update set next = excluded.next",
                    reader.partitions().stream().map(partition -> new Object[]{partition.toString(), reader.offset(partition)}).toList());
        });
    }
}
