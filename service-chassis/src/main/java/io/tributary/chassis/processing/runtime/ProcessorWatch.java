package io.tributary.chassis.processing.runtime;

import io.tributary.chassis.kafka.Arrivals;
import io.tributary.chassis.processing.runtime.RunningProcessor.Behind;
import io.tributary.chassis.processing.runtime.RunningProcessor.Progress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** What is known of one processor's stream on this instance: which events have arrived, and what went wrong. */
final class ProcessorWatch implements Arrivals {
    private final Map<String, Partition> partitions = new ConcurrentHashMap<>();
    private volatile Runnable onAlarm = () -> {};
    private volatile @Nullable RuntimeException alarm;
    private volatile @Nullable Throwable lastError;

    private static final class Partition {
        private final ArrayDeque<Arrival> known = new ArrayDeque<>();
        private long newest = -1;
        private long end;
        private long remaining;
    }

    private record Arrival(long position, Instant time) {}

    /** Called when the stream ended for good. */
    void onAlarm(Runnable action) {
        onAlarm = action;
    }

    @Override
    public void arrived(String partition, long position, Instant time) {
        var arrivals = partitions.computeIfAbsent(partition, _ -> new Partition());
        synchronized (arrivals) {
            if (position > arrivals.newest) {
                arrivals.newest = position;
                arrivals.known.add(new Arrival(position, time));
            }
        }
    }

    @Override
    public void fetched(String partition, long end, long remaining) {
        var arrivals = partitions.computeIfAbsent(partition, _ -> new Partition());
        synchronized (arrivals) {
            arrivals.end = end;
            arrivals.remaining = remaining;
        }
    }

    @Override
    public void alarmed(RuntimeException cause) {
        alarm = cause;
        lastError = cause;
        onAlarm.run();
    }

    void failed(Throwable cause) {
        lastError = cause;
    }

    @Nullable
    RuntimeException alarm() { return alarm; }

    @Nullable
    Throwable lastError() { return lastError; }

    /** The newest position seen in each partition. */
    Map<String, Long> heads() {
        var result = new TreeMap<String, Long>();
        partitions.forEach((name, partition) -> {
            synchronized (partition) {
                result.put(name, partition.newest);
            }
        });
        return result;
    }

    /** How far the slowest of the segments is behind, given all their tokens. Forgets what they all have applied. */
    Behind behind(Collection<? extends @Nullable TrackingToken> tokens) {
        long events = 0;
        Instant oldest = null;
        for (var entry : partitions.entrySet()) {
            long applied = tokens.stream().mapToLong(token -> SegmentTokens.reached(token, entry.getKey())).min().orElse(-1);
            var partition = entry.getValue();
            synchronized (partition) {
                while (!partition.known.isEmpty() && partition.known.peek().position() <= applied) {
                    partition.known.remove();
                }
                events += partition.known.size() + partition.remaining;
                var first = partition.known.peek();
                if (first != null && (oldest == null || first.time().isBefore(oldest))) {
                    oldest = first.time();
                }
            }
        }
        return new Behind(events, oldest);
    }

    /** Whether the reader has fetched all there is in that many partitions, and all segments have applied it. */
    boolean caughtUp(int partitionCount, Collection<? extends @Nullable TrackingToken> tokens) {
        return partitions.size() >= partitionCount && !tokens.isEmpty() && behind(tokens).events() == 0;
    }

    /** How much of what there is has been applied by all segments. */
    Progress progress(Collection<? extends @Nullable TrackingToken> tokens) {
        long total = partitions.values().stream().mapToLong(partition -> {
            synchronized (partition) {
                return partition.end;
            }
        }).sum();
        return new Progress(Math.max(0, total - behind(tokens).events()), total);
    }
}
