package io.tributary.eventstore.mongo;

/** How many commits to ask for at once, judged by the size of those read last. */
final class ReadingPace {
    private static final long BYTES_PER_READ = 4L * 1024 * 1024;
    private static final int MOST_COMMITS = 256;

    private volatile long bytesPerCommit = 1000;
    private volatile long eventsPerCommit = 1;

    int commitsFor(long events) {
        return Math.clamp(Math.min(events / eventsPerCommit + 1, BYTES_PER_READ / bytesPerCommit), 1, MOST_COMMITS);
    }

    void observed(long commits, long events, long bytes) {
        bytesPerCommit = Math.max(1, bytes / commits);
        eventsPerCommit = Math.max(1, events / commits);
    }
}
