package io.tributary.eventstore.ids;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * UUIDs of version 7, unique and about in the order in which they were made; found by Axon for the ids of its messages. Neighbours in time are
 * neighbours in an index, so that an insert into a large table touches pages that are in memory, where one of a random id reads a page
 * and writes the whole of it after every checkpoint. The order serves nothing else: it follows the maker's clock.
 */
public final class TimeOrderedIds extends IdentifierFactory {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int TIME_SHIFT = 16;
    private static final int VARIANT_BITS = 2;
    private static final long FRACTIONS = 1L << 12;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Keeps the random streams of two processes apart, which are seeded by time. */
    private static final long PROCESS = new SecureRandom().nextLong();

    /** The time to a quarter of a microsecond, and 62 random bits. */
    public static UUID next() {
        var now = Instant.now();
        long fraction = now.getNano() % NANOS_PER_MILLI * FRACTIONS / NANOS_PER_MILLI;
        long random = ThreadLocalRandom.current().nextLong() ^ PROCESS;
        return new UUID(now.toEpochMilli() << TIME_SHIFT | VERSION | fraction, VARIANT | random >>> VARIANT_BITS);
    }

    @Override
    public String generateIdentifier() {
        return next().toString();
    }
}
