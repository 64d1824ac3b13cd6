package io.tributary.bench.publish;

import io.tributary.bench.Services;
import io.tributary.chassis.kafka.records.EventRecord;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.RecordFormat;
import io.tributary.chassis.kafka.records.TopicName;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Database;
import io.tributary.eventstore.bench.worker.Measurement;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One cursor over the log, one producer with the publisher's batch size and without transactions, tokens or claims. */
public final class BareProducer implements Variant {
    private static final int FETCH = 1000;
    private final DataSource database = Database.pool(false);
    private int runs;

    public BareProducer() throws SQLException {
        FullLog.fill(database);
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("publish", _ -> publish("bare" + runs++));
    }

    private Measurement publish(String owner) throws Exception {
        var measured = ClosedLoop.once(() -> {
            try (var admin = FullLog.clients().admin()) {
                admin.createTopics(List.of(new NewTopic(TopicName.first(owner).text(), TopicName.PARTITIONS, (short) 1))).all().get();
            }
            return send(owner);
        });
        FullLog.checkAndDelete(owner, false);
        return measured;
    }

    private long send(String owner) throws SQLException {
        Map<String, Object> settings = Map.of("bootstrap.servers", Services.property("bench.kafka"), "linger.ms", 5, "batch.size",
                256 * 1024);
        var failed = new AtomicReference<Exception>();
        long sent = 0;
        long[] last = new long[TopicName.PARTITIONS];
        Arrays.fill(last, LogPlace.NONE);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery("select * from event_log order by position")) {
                while (rows.next()) {
                    producer.send(RecordFormat.write(record(owner, rows, last), Map.of()), (_, failure) -> {
                        if (failure != null) {
                            failed.compareAndSet(null, failure);
                        }
                    });
                    sent++;
                }
            }
        }
        if (failed.get() != null) {
            throw new IllegalStateException("a record was not sent", failed.get());
        }
        return sent;
    }

    private static EventRecord record(String owner, ResultSet row, long[] last) throws SQLException {
        var aggregate = row.getString("aggregate_id");
        int partition = TopicName.partitionOf(aggregate);
        long position = row.getLong("position");
        var place = new LogPlace(owner, "bare", 1, position, last[partition]);
        last[partition] = position;
        return new EventRecord(row.getString("event_id"), row.getString("event_type"), row.getString("event_version"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(), row.getString("aggregate_type"), aggregate,
                row.getLong("sequence"), place, row.getBytes("metadata"), row.getBytes("payload"));
    }
}
