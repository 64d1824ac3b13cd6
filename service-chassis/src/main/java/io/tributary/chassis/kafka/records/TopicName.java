package io.tributary.chassis.kafka.records;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * An owner's topic in one of its generations: {@code order.events}, then {@code order.events.2} and so on. A generation fixes the
 * publication list; to change it means a new topic. Each holds the whole history, an event in the same partition at the same position of the
 * log, so that readers go on from one to the next.
 */
public record TopicName(String owner, int generation) {
    /** Fixed for a generation: the partition of an aggregate must never change within one topic. */
    public static final int PARTITIONS = 4;
    private static final Pattern FORM = Pattern.compile("([a-z][a-z0-9-]*)\\.events(?:\\.([0-9]{1,6}))?");

    public TopicName {
        if (generation < 1) {
            throw new IllegalArgumentException("topic generation of " + owner + " must be at least 1, found " + generation);
        }
    }

    public static TopicName first(String owner) {
        return new TopicName(owner, 1);
    }

    /** Empty for the name of a topic that no owner of events has. */
    public static Optional<TopicName> parse(String topic) {
        var matcher = FORM.matcher(topic);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new TopicName(matcher.group(1), matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2))));
    }

    /** The owner of the events in a topic; the name itself for one that no owner has. */
    public static String ownerOf(String topic) {
        return parse(topic).map(TopicName::owner).orElse(topic);
    }

    /** The newest generation of the owner's topic among the given names. */
    public static Optional<TopicName> newest(String owner, Collection<String> topics) {
        return topics.stream().flatMap(topic -> parse(topic).stream()).filter(topic -> topic.owner().equals(owner)).max(
                Comparator.comparingInt(TopicName::generation));
    }

    public TopicName next() {
        return new TopicName(owner, generation + 1);
    }

    public String text() {
        return generation == 1 ? owner + ".events" : owner + ".events." + generation;
    }

    /** The same hash as Kafka's own default partitioner, so that other tools that write or look up by key agree. */
    public static int partitionOf(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }
}
