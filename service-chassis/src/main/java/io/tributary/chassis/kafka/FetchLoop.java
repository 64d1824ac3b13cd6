package io.tributary.chassis.kafka;

import io.tributary.chassis.kafka.StreamAlarm.Kind;
import io.tributary.chassis.kafka.TopicToken.Progress;
import io.tributary.chassis.kafka.records.RecordFormat;
import io.tributary.chassis.kafka.records.UnreadableRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics on a thread of its own, so that nobody who waits for a database ever waits for the broker, and the other way round. Ended
 * by a flag and a wake-up: an interrupt would break the consumer's closing.
 */
final class FetchLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long TOPIC_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How soon a topic's next generation is found. */
    private static final long GENERATION_CHECK_NANOS = TimeUnit.SECONDS.toNanos(2);
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicAssignment assignment;
    private final PartitionChains chains;
    private final FetchBuffer buffer;
    private final Arrivals arrivals;
    private final Runnable onAvailable;
    private final Map<TopicPartition, Progress> reached;
    private long nextTopicCheck = System.nanoTime();
    private volatile boolean closed;

    FetchLoop(KafkaConsumer<byte[], byte[]> consumer, TopicAssignment assignment, TopicToken start, FetchBuffer buffer, Arrivals arrivals,
            Runnable onAvailable) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.chains = new PartitionChains(start);
        this.reached = new HashMap<>(start.partitions());
        this.buffer = buffer;
        this.arrivals = arrivals;
        this.onAvailable = onAvailable;
    }

    @Override
    public void run() {
        try {
            while (!closed) {
                readOnce();
            }
        } catch (WakeupException _) {
            // closing
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            buffer.fail(new IllegalStateException("the reader of the topics was interrupted"));
        } catch (OffsetOutOfRangeException e) {
            var lost = e.offsetOutOfRangePartitions().entrySet().iterator().next();
            failWith(new StreamAlarm(Kind.TOPIC_LOST, lost.getKey(), "offset " + lost.getValue() + " is no longer there"));
        } catch (RuntimeException e) {
            failWith(e);
        } catch (Error e) {
            failWith(new IllegalStateException("the reader of the topics ended with an error", e));
        } finally {
            consumer.close();
        }
    }

    void close() {
        closed = true;
        buffer.close();
        consumer.wakeup();
    }

    private void failWith(RuntimeException cause) {
        if (!closed) {
            buffer.fail(cause);
            onAvailable.run();
        }
    }

    private void readOnce() throws InterruptedException {
        if (System.nanoTime() - nextTopicCheck >= 0) {
            lookForTopics();
        }
        if (assignment.empty()) {
            TimeUnit.NANOSECONDS.sleep(TOPIC_CHECK_NANOS / 5);
            return;
        }
        var records = consumer.poll(POLL);
        for (var partition : records.partitions()) {
            for (var record : records.records(partition)) {
                if (!accept(partition, record)) {
                    return;
                }
            }
        }
        if (!records.isEmpty()) {
            onAvailable.run();
        }
        reportEnds();
    }

    private void lookForTopics() {
        try {
            var left = assignment.update(consumer);
            left.forEach(partition -> arrivals.left(TopicToken.nameOf(partition)));
            if (!left.isEmpty()) {
                LOG.info("read no further, as there is a newer generation of the topic: {}", left);
            }
        } catch (RetriableException e) {
            LOG.debug("topics cannot be listed now", e);
        }
        nextTopicCheck = System.nanoTime() + (assignment.complete() ? GENERATION_CHECK_NANOS : TOPIC_CHECK_NANOS);
    }

    private boolean accept(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        long last = reached.getOrDefault(partition, Progress.START).last();
        int bytes = Math.max(0, record.serializedValueSize()) + Math.max(0, record.serializedKeySize()) + 512;
        Fetched fetched;
        try {
            var event = RecordFormat.read(record);
            if (!chains.isNext(partition, event)) {
                return true;
            }
            var progress = new Progress(record.offset() + 1, event.place().position());
            fetched = new Fetched(partition, progress, new Fetched.Content.Event(event), bytes);
            arrivals.arrived(TopicToken.nameOf(partition), event.place().position(), event.time());
        } catch (UnreadableRecord e) {
            LOG.warn("parking the record at offset {} of {}: {}", record.offset(), partition, e.getMessage());
            fetched = new Fetched(partition, new Progress(record.offset() + 1, last), new Fetched.Content.Unreadable(
                    String.valueOf(e.getMessage())), bytes);
        }
        reached.put(partition, fetched.progress());
        return buffer.put(fetched);
    }

    private void reportEnds() {
        for (var partition : consumer.assignment()) {
            consumer.currentLag(partition).ifPresent(remaining -> arrivals.fetched(TopicToken.nameOf(partition),
                    consumer.position(partition) + remaining, remaining));
        }
    }
}
