package io.tributary.chassis.kafka;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.chassis.kafka.records.LogPlace;
import io.tributary.chassis.kafka.records.TopicName;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    public static final TopicToken NOTHING_READ = new TopicToken(Partitions.of(List.of()), new long[0], new long[0], Map.of());

    /** Shared by all tokens of a stream once it has met each of its partitions, so that one is made and compared without a map. */
    private final Partitions partitions;
    private final long[] next;
    private final long[] last;
    private final Map<String, String> logs;

    /** The next offset to read and the last position read in one partition. */
    public record Progress(long next, long last) {
        public static final Progress START = new Progress(0, LogPlace.NONE);
    }

    /** Partitions in the order in which a token's numbers stand; {@code generations} is filled as it is asked for. */
    private record Partitions(List<TopicPartition> list, Map<TopicPartition, Integer> places,
            Map<TopicPartition, int[]> generations) {
        static Partitions of(List<TopicPartition> list) {
            var places = new HashMap<TopicPartition, Integer>();
            list.forEach(partition -> places.put(partition, places.size()));
            return new Partitions(list, places, new ConcurrentHashMap<>());
        }

        int place(TopicPartition partition) {
            return places.getOrDefault(partition, -1);
        }

        /** The places of the partition in all generations of its topic. */
        int[] generationsOf(TopicPartition partition) {
            return generations.computeIfAbsent(partition, wanted -> {
                var owner = TopicName.ownerOf(wanted.topic());
                return IntStream.range(0, list.size()).filter(i -> list.get(i).partition() == wanted.partition()
                        && TopicName.ownerOf(list.get(i).topic()).equals(owner)).toArray();
            });
        }

        Partitions and(Collection<TopicPartition> others) {
            var both = new LinkedHashSet<>(list);
            return both.addAll(others) ? Partitions.of(List.copyOf(both)) : this;
        }
    }

    private TopicToken(Partitions partitions, long[] next, long[] last, Map<String, String> logs) {
        this.partitions = partitions;
        this.next = next;
        this.last = last;
        this.logs = logs;
    }

    @JsonCreator
    static TopicToken stored(@JsonProperty("partitions") Map<String, long[]> stored, @JsonProperty("logs") Map<String, String> logs) {
        var numbers = List.copyOf(stored.values());
        return new TopicToken(Partitions.of(stored.keySet().stream().map(TopicToken::partition).toList()),
                numbers.stream().mapToLong(pair -> pair[0]).toArray(), numbers.stream().mapToLong(pair -> pair[1]).toArray(),
                Map.copyOf(logs));
    }

    @JsonProperty("partitions")
    Map<String, long[]> storedPartitions() {
        var result = new TreeMap<String, long[]>();
        partitions().forEach((partition, progress) -> result.put(nameOf(partition), new long[]{progress.next(), progress.last()}));
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
        var result = new LinkedHashMap<TopicPartition, Progress>();
        partitions.list.forEach(partition -> result.put(partition, of(partition)));
        return result;
    }

    public Progress of(TopicPartition partition) {
        int place = partitions.place(partition);
        return place < 0 ? Progress.START : new Progress(next[place], last[place]);
    }

    /**
     * The last position read of this part of the owner's log, from whichever generation of the topic: what one has brought is not read again
     * from the next.
     */
    public long lastOf(TopicPartition partition) {
        long result = LogPlace.NONE;
        for (int place : partitions.generationsOf(partition)) {
            result = Math.max(result, last[place]);
        }
        return result;
    }

    /** This token after the record that ended at {@code progress} in the partition, from the log of that identity. */
    public TopicToken advancedTo(TopicPartition partition, Progress progress, String log) {
        if (log.equals(logs.get(partition.topic()))) {
            return advancedTo(partition, progress);
        }
        var identities = new HashMap<>(logs);
        identities.put(partition.topic(), log);
        return new TopicToken(partitions, next, last, Map.copyOf(identities)).advancedTo(partition, progress);
    }

    TopicToken advancedTo(TopicPartition partition, Progress progress) {
        var advanced = over(partitions.place(partition) < 0 ? partitions.and(List.of(partition)) : partitions);
        int place = advanced.partitions.place(partition);
        advanced.next[place] = progress.next();
        advanced.last[place] = progress.last();
        return advanced;
    }

    /** A copy with a place for each of these, which are all of this token's and perhaps more. */
    private TopicToken over(Partitions all) {
        int known = next.length;
        var copy = new TopicToken(all, Arrays.copyOf(next, all.list.size()), Arrays.copyOf(last, all.list.size()), logs);
        Arrays.fill(copy.next, known, copy.next.length, Progress.START.next());
        Arrays.fill(copy.last, known, copy.last.length, Progress.START.last());
        return copy;
    }

    @Override
    public TopicToken lowerBound(TrackingToken other) {
        return merged(cast(other), Math::min);
    }

    @Override
    public TopicToken upperBound(TrackingToken other) {
        return merged(cast(other), Math::max);
    }

    private TopicToken merged(TopicToken that, LongBinaryOperator choice) {
        var identities = new HashMap<>(that.logs);
        identities.putAll(logs);
        var all = partitions.and(that.partitions.list);
        var mine = over(all);
        var result = new TopicToken(all, mine.next, mine.last, Map.copyOf(identities));
        for (int i = 0; i < result.next.length; i++) {
            var other = that.of(all.list.get(i));
            result.next[i] = choice.applyAsLong(result.next[i], other.next());
            result.last[i] = choice.applyAsLong(result.last[i], other.last());
        }
        return result;
    }

    @Override
    public boolean covers(@Nullable TrackingToken other) {
        if (other == null) {
            return true;
        }
        var that = cast(other);
        for (int i = 0; i < that.next.length; i++) {
            int place = that.partitions == partitions ? i : partitions.place(that.partitions.list.get(i));
            if ((place < 0 ? Progress.START.next() : next[place]) < that.next[i]) {
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
        return OptionalLong.of(LongStream.of(next).sum());
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof TopicToken that && partitions().equals(that.partitions()) && logs.equals(that.logs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(partitions(), logs);
    }

    @Override
    public String toString() {
        return "TopicToken" + new TreeMap<>(Map.copyOf(storedText()));
    }

    private Map<String, String> storedText() {
        var result = new HashMap<String, String>();
        partitions().forEach((partition, progress) -> result.put(partition.toString(), progress.next() + "@" + progress.last()));
        return result;
    }
}
