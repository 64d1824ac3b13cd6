package io.tributary.chassis.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.flow.Owner;
import io.tributary.chassis.flow.Parcels;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.chassis.testing.Eventually;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.postgres.PostgresCommitLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch whose commit fails, or is interrupted, counts as not published: it is sent again just as it was. Only the sending is not real here. */
class FailedBatchIT {
    private static final int FIRST = 5;
    private static final int ALL = 20;
    private final String owner = Parcels.freshOwner();
    private Owner database;
    private CommitLog log;
    private ConsumerStore store;

    private static MockProducer<String, byte[]> producer() {
        return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    private EventPublisher publisher(Supplier<? extends Producer<String, byte[]>> producers) {
        return new EventPublisher(owner, log, Owner.CLIENTS, store, new PublishedTypes(Parcels.publicationList(owner), Parcels.CODEC),
                producers::get);
    }

    /** Some are published before, so that the failed batch has predecessors and a place in the log. */
    @BeforeEach
    void publishSome() {
        database = Owner.fresh();
        log = PostgresCommitLog.open(database.dataSource());
        store = database.instance(Duration.ofSeconds(10));
        pack(0, FIRST);
        var before = publisher(FailedBatchIT::producer);
        before.start();
        Eventually.eventually(() -> assertThat(before.status().next()).isEqualTo(FIRST));
        before.stop();
        pack(FIRST, ALL);
    }

    private void pack(int from, int to) {
        IntStream.range(from, to).forEach(i -> new Parcels(log).packed(i, "label"));
    }

    @AfterEach
    void end() {
        log.close();
        database.close();
    }

    private static List<String> facts(List<ProducerRecord<String, byte[]>> records) {
        return records.stream().map(record -> record.partition() + " " + record.key() + header(record, "ce_position")
                + header(record, "ce_predecessor") + header(record, "ce_id") + new String(record.value(), StandardCharsets.UTF_8)).toList();
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return " " + new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void assertSentAgain(MockProducer<String, byte[]> failed, MockProducer<String, byte[]> repeated) {
        Eventually.eventually(() -> assertThat(repeated.history()).hasSize(ALL - FIRST));
        assertThat(failed.uncommittedRecords()).isNotEmpty();
        assertThat(facts(repeated.history()).subList(0, failed.uncommittedRecords().size())).isEqualTo(
                facts(failed.uncommittedRecords()));
    }

    @Test
    void whose_commit_fails() {
        var failed = producer();
        failed.commitTransactionException = new TimeoutException("no answer to the commit");
        var repeated = producer();
        var mayRepeat = new CountDownLatch(1);
        var producers = List.of(failed, repeated).iterator();
        var publisher = publisher(() -> {
            var next = producers.next();
            if (next == repeated) {
                Eventually.eventually(() -> assertThat(mayRepeat.getCount()).isZero());
            }
            return next;
        });
        publisher.start();
        Eventually.eventually(() -> assertThat(publisher.status().error()).contains("no answer to the commit"));
        assertThat(publisher.published()).isEqualTo(FIRST);
        assertThat(publisher.status().active()).isFalse();
        mayRepeat.countDown();
        assertSentAgain(failed, repeated);
        Eventually.eventually(() -> assertThat(publisher.published()).isEqualTo(ALL));
        publisher.stop();
    }

    @Test
    void whose_commit_is_interrupted() {
        var waiting = new CountDownLatch(1);
        var failed = new MockProducer<String, byte[]>(true, null, new StringSerializer(), new ByteArraySerializer()) {
            @Override
            public void commitTransaction() {
                waiting.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new InterruptException(e);
                }
            }
        };
        var stopped = publisher(() -> failed);
        stopped.start();
        Eventually.eventually(() -> assertThat(waiting.getCount()).isZero());
        stopped.stop();
        Eventually.eventually(() -> assertThat(stopped.status().active()).isFalse());
        assertThat(stopped.published()).isEqualTo(FIRST);
        assertThat(stopped.isRunning()).isFalse();

        var repeated = producer();
        var next = publisher(() -> repeated);
        next.start();
        assertSentAgain(failed, repeated);
        Eventually.eventually(() -> assertThat(next.published()).isEqualTo(ALL));
        next.stop();
    }
}
