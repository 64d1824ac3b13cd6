package io.tributary.chassis.kafka;

import io.tributary.chassis.kafka.StreamAlarm.Kind;
import io.tributary.chassis.kafka.records.TopicName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds each owner's topic: the generation a token was made on, else the newest there is. An owner that has no topic yet is asked for again
 * and holds up nobody else.
 */
final class TopicAssignment {
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(5);
    /** A broker that is starting may not know its topics at once; after this a topic that was read before counts as lost. */
    private static final long LOST_AFTER_NANOS = Duration.ofSeconds(30).toNanos();
    private final List<String> missing;
    private final TopicToken start;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private long missingSince = System.nanoTime();

    TopicAssignment(List<String> owners, TopicToken start) {
        this.missing = new ArrayList<>(owners);
        this.start = start;
    }

    boolean complete() {
        return missing.isEmpty();
    }

    boolean empty() {
        return assigned.isEmpty();
    }

    /** Assigns what has appeared, each partition at its place in the token. */
    void extend(KafkaConsumer<byte[], byte[]> consumer) {
        var topics = consumer.listTopics(LIST_TIMEOUT).keySet();
        var found = new ArrayList<TopicPartition>();
        missing.removeIf(owner -> {
            var topic = choose(owner, topics);
            if (!topics.contains(topic)) {
                checkNotLost(topic);
                return false;
            }
            IntStream.range(0, TopicName.PARTITIONS).forEach(i -> found.add(new TopicPartition(topic, i)));
            return true;
        });
        if (found.isEmpty()) {
            return;
        }
        assigned.addAll(found);
        consumer.assign(assigned);
        found.forEach(partition -> consumer.seek(partition, start.of(partition).next()));
    }

    private String choose(String owner, Collection<String> topics) {
        var pinned = TopicName.newest(owner, start.partitions().keySet().stream().map(TopicPartition::topic).toList());
        return pinned.or(() -> TopicName.newest(owner, topics)).orElse(TopicName.first(owner)).text();
    }

    private void checkNotLost(String topic) {
        var partition = new TopicPartition(topic, 0);
        boolean wasRead = start.partitions().entrySet().stream().anyMatch(e -> e.getKey().topic().equals(topic) && e.getValue().next() > 0);
        if (wasRead && System.nanoTime() - missingSince > LOST_AFTER_NANOS) {
            throw new StreamAlarm(Kind.TOPIC_LOST, partition, "the topic was read before and is gone");
        }
        if (!wasRead) {
            missingSince = System.nanoTime();
        }
    }
}
