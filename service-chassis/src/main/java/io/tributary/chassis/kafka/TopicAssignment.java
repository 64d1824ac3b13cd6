package io.tributary.chassis.kafka;

import io.tributary.chassis.kafka.StreamAlarm.Kind;
import io.tributary.chassis.kafka.records.TopicName;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Finds each owner's topic in its newest generation, and goes on to the next one once there is one. An owner that has no topic yet is asked
 * for again and holds up nobody else.
 */
final class TopicAssignment {
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(5);
    /** A broker that is starting may not know its topics at once; after this a topic that is read, or was read before, counts as lost. */
    static final Duration LOST_AFTER = Duration.ofSeconds(30);
    private final List<String> owners;
    private final TopicToken start;
    private final Map<String, TopicName> chosen = new HashMap<>();
    private final long patienceNanos;
    /** Owners whose topic the broker did not list, since when, while it answered. */
    private final Map<String, Long> missingSince = new HashMap<>();

    TopicAssignment(List<String> owners, TopicToken start, Duration lostAfter) {
        this.owners = owners;
        this.start = start;
        this.patienceNanos = lostAfter.toNanos();
    }

    boolean complete() {
        return chosen.size() == owners.size();
    }

    boolean empty() {
        return chosen.isEmpty();
    }

    /**
     * Assigns what has appeared, each partition at its place in the token; returns those that are not read any more.
     *
     * @throws StreamAlarm if a topic is gone
     */
    Set<TopicPartition> update(KafkaConsumer<byte[], byte[]> consumer) {
        var topics = listed(consumer);
        var found = new HashSet<TopicPartition>();
        for (var owner : owners) {
            var topic = choose(owner, topics);
            if (!topics.contains(topic.text())) {
                checkNotLost(owner, topic);
                continue;
            }
            missingSince.remove(owner);
            if (!topic.equals(chosen.put(owner, topic))) {
                partitions(topic).forEach(found::add);
            }
        }
        if (found.isEmpty()) {
            return Set.of();
        }
        var left = new HashSet<>(consumer.assignment());
        consumer.assign(chosen.values().stream().flatMap(TopicAssignment::partitions).toList());
        left.removeAll(consumer.assignment());
        found.forEach(partition -> consumer.seek(partition, start.of(partition).next()));
        return left;
    }

    private Set<String> listed(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            return consumer.listTopics(LIST_TIMEOUT).keySet();
        } catch (RetriableException e) {
            missingSince.clear();
            throw e;
        }
    }

    private static Stream<TopicPartition> partitions(TopicName topic) {
        return IntStream.range(0, TopicName.PARTITIONS).mapToObj(i -> new TopicPartition(topic.text(), i));
    }

    /** Never an older one than was read before: a broker that has lost the newer one has lost events. */
    private TopicName choose(String owner, Collection<String> topics) {
        var read = Stream.concat(start.partitions().keySet().stream().map(TopicPartition::topic),
                chosen.values().stream().map(TopicName::text));
        return TopicName.newest(owner, Stream.concat(read, topics.stream()).toList()).orElse(TopicName.first(owner));
    }

    private void checkNotLost(String owner, TopicName topic) {
        if (!topic.equals(chosen.get(owner)) && !wasRead(topic.text())) {
            return;
        }
        long now = System.nanoTime();
        if (now - missingSince.computeIfAbsent(owner, _ -> now) > patienceNanos) {
            throw new StreamAlarm(Kind.TOPIC_LOST, new TopicPartition(topic.text(), 0), "the topic was read before and is gone");
        }
    }

    private boolean wasRead(String topic) {
        return start.partitions().entrySet().stream().anyMatch(e -> e.getKey().topic().equals(topic) && e.getValue().next() > 0);
    }
}
