package io.tributary.eventstore.log;

import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/** The last events before the head, without a hole, so that readers at the head cost the store nothing. Guarded by its owner's lock. */
final class RecentEvents {
    private static final int CAPACITY = 8192;
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final StoredEvent[] ring = new StoredEvent[CAPACITY];
    private long low;
    private long high;
    private long bytes;

    /** Forgets everything; the next event will be the one at {@code position}. */
    void restartAt(long position) {
        while (low < high) {
            evict();
        }
        low = position;
        high = position;
    }

    void add(List<LogEvent> events) {
        for (var event : events) {
            while (high - low == CAPACITY || (low < high && bytes + event.size() > MAX_BYTES)) {
                evict();
            }
            ring[slot(high)] = new StoredEvent(high, event);
            bytes += event.size();
            high++;
        }
    }

    @SuppressWarnings("NullAway") // an empty slot is never read: only those from low to high are
    private void evict() {
        bytes -= ring[slot(low)].event().size();
        ring[slot(low)] = null;
        low++;
    }

    /** Up to {@code limit} events from {@code position} on; empty if they are no longer, or not yet, here. */
    List<StoredEvent> read(long position, int limit) {
        if (position < low || position >= high) {
            return List.of();
        }
        var end = Math.min(high, position + limit);
        var result = new ArrayList<StoredEvent>((int) (end - position));
        for (long p = position; p < end; p++) {
            result.add(ring[slot(p)]);
        }
        return result;
    }

    private static int slot(long position) {
        return (int) (position % CAPACITY);
    }
}
