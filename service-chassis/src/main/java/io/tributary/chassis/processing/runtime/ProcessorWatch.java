package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.kafka.Arrivals;
import io.tributary.chassis.kafka.TopicToken;
import io.tributary.chassis.processing.runtime.RunningProcessor.Progress;
import io.tributary.chassis.processing.sharing.Behind;
import io.tributary.chassis.processing.sharing.OpenArrivals;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of one processor's stream on this instance: which events have arrived, and what went wrong. */
final class ProcessorWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorWatch.class);
    private volatile Opened stream = new Opened();
    private volatile Runnable onAlarm = () -> {};
    private volatile @Nullable RuntimeException alarm;
    private volatile @Nullable Throwable lastError;
    private volatile boolean broken;
    private final LongAdder applied = new LongAdder();

    private static final class Partition {
        private final OpenArrivals open = new OpenArrivals();
        private long end;
        private long remaining;
        private boolean endSeen;
        private volatile boolean left;
    }

    /** Called when the stream ended for good. */
    void onAlarm(Runnable action) {
        onAlarm = action;
    }

    /** Called when a stream is opened: what the one before it saw is seen again, from where this one starts. */
    Arrivals opened() {
        var fresh = new Opened();
        stream = fresh;
        return fresh;
    }

    private final class Opened implements Arrivals {
        private final Map<String, Partition> partitions = new ConcurrentHashMap<>();

        @Override
        public void arrived(String partition, long position, Instant time) {
            var arrivals = partitions.computeIfAbsent(partition, _ -> new Partition());
            synchronized (arrivals) {
                arrivals.open.add(position, time);
            }
        }

        @Override
        public void fetched(String partition, long end, long remaining) {
            var arrivals = partitions.computeIfAbsent(partition, _ -> new Partition());
            synchronized (arrivals) {
                arrivals.end = end;
                arrivals.remaining = remaining;
                arrivals.endSeen = true;
            }
        }

        @Override
        public void left(String partition) {
            partitions.computeIfPresent(partition, (_, known) -> {
                synchronized (known) {
                    known.remaining = 0;
                    known.endSeen = false;
                    known.left = true;
                }
                return known;
            });
        }

        @Override
        public void alarmed(RuntimeException cause) {
            alarm = cause;
            lastError = cause;
            onAlarm.run();
        }
    }

    /** Called when the transaction that applied them was committed. */
    void applied(long events) {
        applied.add(events);
    }

    long applied() {
        return applied.sum();
    }

    void failed(Throwable cause) {
        lastError = cause;
    }

    /** Called when one of the processor's threads ended its work by something that it did not expect. */
    void broke(Throwable cause) {
        LOG.error("a thread of the processor ended by what it did not expect", cause);
        lastError = cause;
        broken = true;
    }

    boolean broken() {
        return broken;
    }

    @Nullable
    RuntimeException alarm() { return alarm; }

    @Nullable
    Throwable lastError() { return lastError; }

    /** The topics that are read. */
    Set<String> topics() {
        return stream.partitions.entrySet().stream().filter(partition -> !partition.getValue().left).map(
                partition -> TopicToken.partition(partition.getKey()).topic()).collect(Collectors.toUnmodifiableSet());
    }

    /** The newest position seen in each partition. */
    Map<String, Long> heads() {
        var result = new TreeMap<String, Long>();
        stream.partitions.forEach((name, partition) -> {
            synchronized (partition) {
                if (partition.open.newest() >= 0) {
                    result.put(name, partition.open.newest());
                }
            }
        });
        return result;
    }

    /** How far each of the segments held here is behind. Forgets what they all have applied. */
    Map<Integer, Behind> behind(Map<Integer, TrackingToken> held) {
        stream.partitions.forEach((name, partition) -> {
            long applied = held.values().stream().mapToLong(token -> SegmentTokens.reached(token, name)).min().orElse(-1);
            synchronized (partition) {
                partition.open.forgetUpTo(applied);
            }
        });
        var result = new TreeMap<Integer, Behind>();
        held.forEach((segment, token) -> result.put(segment, peek(token)));
        return result;
    }

    /** How far a segment with this token is behind what this instance knows of. */
    Behind peek(TrackingToken token) {
        long events = 0;
        Instant oldest = null;
        for (var entry : stream.partitions.entrySet()) {
            long applied = SegmentTokens.reached(token, entry.getKey());
            var partition = entry.getValue();
            synchronized (partition) {
                events += partition.open.countAfter(applied) + partition.remaining;
                var first = partition.open.firstTimeAfter(applied);
                oldest = oldest == null || first != null && first.isBefore(oldest) ? first : oldest;
            }
        }
        return new Behind(events, oldest);
    }

    /** Whether the reader has seen the end of that many partitions. */
    boolean sawAll(int partitionCount) {
        return stream.partitions.values().stream().filter(partition -> {
            synchronized (partition) {
                return partition.endSeen;
            }
        }).count() >= partitionCount;
    }

    /** How much there is and how much of it is done, given how much is left. */
    Progress progress(long left) {
        long total = 0;
        long arrived = 0;
        long unfetched = 0;
        for (var partition : stream.partitions.values()) {
            synchronized (partition) {
                total += partition.end;
                arrived += partition.open.arrived();
                unfetched += partition.remaining;
            }
        }
        return new Progress(Math.max(0, total - left), total, Math.max(0, arrived - Math.max(0, left - unfetched)));
    }
}
