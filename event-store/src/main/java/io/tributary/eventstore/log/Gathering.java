package io.tributary.eventstore.log;

/**
 * How long the appender waits for company. Callers that were answered together come back one after the other; a batch sent for the first of
 * them would keep all the others waiting for a round trip of their own. So a batch waits for as many as were there last time, for a small
 * part of a round trip; where not half of them come it is not tried again for a while. Waiting for half of them only, so that one half is on
 * its way while the other makes its next commits, was no faster on PostgreSQL, slower on MongoDB, and took more of both processors: a batch
 * costs much and a commit in it little. A single caller never waits. Belongs to whose turn it is.
 */
final class Gathering {
    private static final int PART_OF_ROUND_TRIP = 4;
    private static final long LONGEST = 1_000_000;
    private static final int SMOOTHING = 4;
    private static final int MOST_MISSES = 6;

    private int company = 1;
    private long roundTrip;
    private int misses;
    private int sparedBatches;

    /** How many commits to wait for. */
    int company() {
        return company;
    }

    /** Nanoseconds to wait for them, from the first on. */
    long patience() {
        if (company == 1 || sparedBatches > 0) {
            return 0;
        }
        return Math.min(LONGEST, roundTrip / PART_OF_ROUND_TRIP);
    }

    /** What a wait brought. */
    void gathered(int commits) {
        if (sparedBatches > 0) {
            sparedBatches--;
        } else if (2 * commits > company) {
            misses = 0;
        } else {
            misses = Math.min(misses + 1, MOST_MISSES);
            sparedBatches = (1 << misses) - 1;
        }
    }

    /** A round trip of so many nanoseconds is over, and so many commits were in it or came while it lasted. */
    void answered(int commits, long nanos) {
        company = commits;
        roundTrip += (nanos - roundTrip) / SMOOTHING;
    }
}
