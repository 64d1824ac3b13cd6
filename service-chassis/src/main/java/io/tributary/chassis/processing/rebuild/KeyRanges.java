package io.tributary.chassis.processing.rebuild;

import io.tributary.chassis.processing.store.Rows.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A table's keys in ranges of their hash, with one digest per range, whatever the number of rows. Rows of one generation are added and those
 * of the other taken away, in any order: where both have the same rows nothing is left.
 */
final class KeyRanges {
    private static final int BITS = 16;
    private static final int COUNT = 1 << BITS;
    private static final int SPREAD = 0x9E37_79B9; // of the golden ratio: neighbouring hashes fall into ranges far apart
    private final long[] high = new long[COUNT];
    private final long[] low = new long[COUNT];
    private final int[] rows = new int[COUNT];

    /** The first 128 bits of the SHA-256 of a row's key and content. */
    record Digest(long high, long low) {
        static Digest of(Row row) {
            try {
                var sha = MessageDigest.getInstance("SHA-256");
                sha.update(row.key().getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
                var bytes = ByteBuffer.wrap(sha.digest(row.content().getBytes(StandardCharsets.UTF_8)));
                return new Digest(bytes.getLong(), bytes.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    static int of(String key) {
        return key.hashCode() * SPREAD >>> Integer.SIZE - BITS;
    }

    void add(Row row) {
        var digest = Digest.of(row);
        int range = of(row.key());
        high[range] += digest.high();
        low[range] += digest.low();
        rows[range]++;
    }

    void takeAway(Row row) {
        var digest = Digest.of(row);
        int range = of(row.key());
        high[range] -= digest.high();
        low[range] -= digest.low();
        rows[range]++;
    }

    /** The ranges that differ, as many together as have up to so many rows, at least one. */
    List<BitSet> differing(int rowsTogether) {
        var portions = new ArrayList<BitSet>();
        long together = rowsTogether;
        for (int range = 0; range < COUNT; range++) {
            if (high[range] != 0 || low[range] != 0) {
                together += rows[range];
                if (portions.isEmpty() || together > rowsTogether) {
                    portions.add(new BitSet(COUNT));
                    together = rows[range];
                }
                portions.getLast().set(range);
            }
        }
        return portions;
    }
}
