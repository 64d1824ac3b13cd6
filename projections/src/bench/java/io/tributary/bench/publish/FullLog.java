package io.tributary.bench.publish;

import io.tributary.bench.Services;
import io.tributary.chassis.kafka.KafkaClients;
import io.tributary.chassis.kafka.records.TopicName;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.flywaydb.core.Flyway;

/** The log that both variants publish, and what they left on a topic. */
final class FullLog {
    static final int EVENTS = 200_000;
    private static final KafkaClients CLIENTS = new KafkaClients(Services.property("bench.kafka"));

    private FullLog() {}

    static KafkaClients clients() {
        return CLIENTS;
    }

    /** One registered user to a commit. */
    static void fill(DataSource database) throws SQLException {
        Flyway.configure().dataSource(database).locations("classpath:db/eventstore", "classpath:db/chassis").outOfOrder(
                true).load().migrate();
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            for (var sql : List.of("""
                    insert into commit_log (number, commit_id, first_position, size, recorded_at)
                    select n + 1, md5('commit' || n)::uuid, n, 1, now() from generate_series(0, %d) as n""", """
                    insert into event_log (position, commit_id, event_id, aggregate_id, sequence, aggregate_type, event_type, event_version,
                    recorded_at, payload, metadata)
                    select n, md5('commit' || n)::uuid, md5('event' || n)::uuid, md5('user' || n)::uuid::text, 0, 'user',
                    'user.user-registered', 2, now(),
                    convert_to(format('{"userId":"%%s","name":"Someone with a name of usual length, and one more, %%s"}',
                      md5('user' || n)::uuid, n), 'UTF8'),
                    convert_to(format('{"traceId":"%%s","correlationId":"%%s"}', md5('t' || n)::uuid, md5('t' || n)::uuid), 'UTF8')
                    from generate_series(0, %d) as n""")) {
                statement.execute(sql.formatted(EVENTS - 1));
            }
            statement.execute("vacuum analyze commit_log");
            statement.execute("vacuum analyze event_log");
        }
    }

    /** Checks that the owner's topic holds the whole log, then deletes it. Transactions add records of the broker's own. */
    static void checkAndDelete(String owner, boolean transactional) throws InterruptedException, ExecutionException {
        var topic = TopicName.first(owner).text();
        try (var admin = CLIENTS.admin()) {
            var ends = IntStream.range(0, TopicName.PARTITIONS).boxed().collect(
                    Collectors.toMap(partition -> new TopicPartition(topic, partition), _ -> OffsetSpec.latest()));
            long records = admin.listOffsets(ends).all().get().values().stream().mapToLong(end -> end.offset()).sum();
            if (records < EVENTS || records > EVENTS && !transactional) {
                throw new IllegalStateException("topic " + topic + " holds " + records + " records, not " + EVENTS);
            }
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
