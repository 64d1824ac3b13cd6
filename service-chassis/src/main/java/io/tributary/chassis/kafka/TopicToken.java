package io.tributary.chassis.kafka;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.chassis.kafka.records.LogPlace;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader has come on several topics: per partition the next offset and the last position, per topic the identity of the log it
 * carries. A partition that is missing has not been started, which is the same as {@link Progress#START}.
 *
 * <p>Two tokens of one stream are always comparable; tokens of two streams over the same topics need not be, because partitions interleave
 * differently: {@link #lowerBound} and {@link #upperBound} work partition by partition.
 */
@JsonAutoDetect(getterVisibility = JsonAutoDetect.Visibility.NONE, isGetterVisibility = JsonAutoDetect.Visibility.NONE, fieldVisibility = JsonAutoDetect.Visibility.NONE)
public final class TopicToken implements TrackingToken {
    public static final TopicToken NOTHING_READ = new TopicToken(Map.of(), Map.of());
    private final Map<TopicPartition, Progress> partitions;
    private final Map<String, String> logs;

    /** The next offset to read and the last position read in one partition. */
    public record Progress(long next, long last) {
        public static final Progress START = new Progress(0, LogPlace.NONE);

        Progress least(Progress other) {
            return new Progress(Math.min(next, other.next), Math.min(last, other.last));
        }

        Progress most(Progress other) {
            return new Progress(Math.max(next, other.next), Math.max(last, other.last));
        }
    }

    private TopicToken(Map<TopicPartition, Progress> partitions, Map<String, String> logs) {
        this.partitions = partitions;
        this.logs = logs;
    }

    @JsonCreator
    static TopicToken stored(@JsonProperty("partitions") Map<String, long[]> partitions, @JsonProperty("logs") Map<String, String> logs) {
        var read = new HashMap<TopicPartition, Progress>();
        partitions.forEach((name, pair) -> {
            read.put(partition(name), new Progress(pair[0], pair[1]));
        });
        return new TopicToken(Collections.unmodifiableMap(read), Map.copyOf(logs));
    }

    @JsonProperty("partitions")
    Map<String, long[]> storedPartitions() {
        var result = new TreeMap<String, long[]>();
        partitions.forEach((partition, progress) -> result.put(nameOf(partition),
                new long[]{progress.next(), progress.last()}));
        return result;
    }

    @JsonProperty("logs")
    Map<String, String> storedLogs() {
        return new TreeMap<>(logs);
    }

    /** Identity of the log per topic. */
    public Map<String, String> logs() {
        return logs;
    }

    /** How a partition is named in tokens and in messages: {@code order.events/0}. */
    public static String nameOf(TopicPartition partition) {
        return partition.topic() + "/" + partition.partition();
    }

    /** The inverse of {@link #nameOf}. */
    public static TopicPartition partition(String name) {
        int slash = name.lastIndexOf('/');
        return new TopicPartition(name.substring(0, slash), Integer.parseInt(name.substring(slash + 1)));
    }

    public Map<TopicPartition, Progress> partitions() {
        return partitions;
    }

    public Progress of(TopicPartition partition) {
        return partitions.getOrDefault(partition, Progress.START);
    }

    /** This token after the record that ended at {@code progress} in the partition, from the log of that identity. */
    public TopicToken advancedTo(TopicPartition partition, Progress progress, String log) {
        if (log.equals(logs.get(partition.topic()))) {
            return advancedTo(partition, progress);
        }
        var identities = new HashMap<>(logs);
        identities.put(partition.topic(), log);
        return new TopicToken(partitions, Map.copyOf(identities)).advancedTo(partition, progress);
    }

    TopicToken advancedTo(TopicPartition partition, Progress progress) {
        var advanced = new HashMap<>(partitions);
        advanced.put(partition, progress);
        return new TopicToken(Collections.unmodifiableMap(advanced), logs);
    }

    @Override
    public TopicToken lowerBound(TrackingToken other) {
        return merged(other, Progress::least);
    }

    @Override
    public TopicToken upperBound(TrackingToken other) {
        return merged(other, Progress::most);
    }

    private TopicToken merged(TrackingToken other, BinaryOperator<Progress> choice) {
        var that = cast(other);
        var result = new HashMap<TopicPartition, Progress>();
        partitions.forEach((partition, progress) -> result.put(partition, choice.apply(progress, that.of(partition))));
        that.partitions.forEach((partition, progress) -> result.put(partition, choice.apply(progress, of(partition))));
        var identities = new HashMap<>(that.logs);
        identities.putAll(logs);
        return new TopicToken(Collections.unmodifiableMap(result), Map.copyOf(identities));
    }

    @Override
    public boolean covers(@Nullable TrackingToken other) {
        if (other == null) {
            return true;
        }
        for (var entry : cast(other).partitions.entrySet()) {
            if (of(entry.getKey()).next() < entry.getValue().next()) {
                return false;
            }
        }
        return true;
    }

    private static TopicToken cast(TrackingToken other) {
        if (other instanceof TopicToken token) {
            return token;
        }
        throw new IllegalArgumentException("a token of topics cannot be compared with " + other);
    }

    /** The number of offsets read: grows with every event, and is no position of any log. */
    @Override
    public OptionalLong position() {
        return OptionalLong.of(partitions.values().stream().mapToLong(Progress::next).sum());
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof TopicToken that && partitions.equals(that.partitions) && logs.equals(that.logs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(partitions, logs);
    }

    @Override
    public String toString() {
        return "TopicToken" + new TreeMap<>(Map.copyOf(storedText()));
    }

    private Map<String, String> storedText() {
        var result = new HashMap<String, String>();
        partitions.forEach((partition, progress) -> result.put(partition.toString(), progress.next() + "@" + progress.last()));
        return result;
    }
}
