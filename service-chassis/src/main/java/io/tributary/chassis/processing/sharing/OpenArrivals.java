package io.tributary.chassis.processing.sharing;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Events of one partition that have arrived and are not applied by all segments, in the order of their positions. What is asked of them
 * takes the time of a binary search however many there are: a replay has many thousands on their way. Not safe for use by several threads.
 */
public final class OpenArrivals {
    private static final int SMALLEST = 64;
    private long[] positions = new long[SMALLEST];
    private @Nullable Instant[] times = new Instant[SMALLEST];
    private int start;
    private int end;
    private long newest = -1;
    private long arrived;

    /** Does nothing for a position that is not behind all before it: it is read again. */
    public void add(long position, Instant time) {
        if (position <= newest) {
            return;
        }
        if (end == positions.length) {
            makeRoom();
        }
        positions[end] = position;
        times[end++] = time;
        newest = position;
        arrived++;
    }

    /** How many ever arrived. */
    public long arrived() {
        return arrived;
    }

    /** The newest position that ever arrived; -1 if none did. */
    public long newest() {
        return newest;
    }

    /** Called when all segments have applied everything up to the position. */
    public void forgetUpTo(long position) {
        int kept = indexAfter(position);
        Arrays.fill(times, start, kept, null);
        start = kept;
    }

    /** How many events are behind the position. */
    public int countAfter(long position) {
        return end - indexAfter(position);
    }

    /** Time of the first event behind the position; null if there is none. */
    public @Nullable Instant firstTimeAfter(long position) {
        int first = indexAfter(position);
        return first == end ? null : times[first];
    }

    private int indexAfter(long position) {
        int found = Arrays.binarySearch(positions, start, end, position);
        return found < 0 ? -found - 1 : found + 1;
    }

    private void makeRoom() {
        int size = end - start;
        int capacity = Math.max(SMALLEST, size > positions.length / 2 ? positions.length * 2 : positions.length);
        var movedPositions = new long[capacity];
        var movedTimes = new Instant[capacity];
        System.arraycopy(positions, start, movedPositions, 0, size);
        System.arraycopy(times, start, movedTimes, 0, size);
        positions = movedPositions;
        times = movedTimes;
        start = 0;
        end = size;
    }
}
