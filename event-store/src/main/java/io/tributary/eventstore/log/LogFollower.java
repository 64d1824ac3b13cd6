package io.tributary.eventstore.log;

import io.tributary.eventstore.storage.CommitStorage;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the head up with the commits of other processes, for as long as the log is open. */
final class LogFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

    private final CommitStorage storage;
    private final LogTail tail;
    private final Duration pollInterval;
    private volatile boolean closed;

    LogFollower(CommitStorage storage, LogTail tail, LogSettings settings) {
        this.storage = storage;
        this.tail = tail;
        this.pollInterval = settings.pollInterval();
        Thread.ofPlatform().daemon().name("commit-log-follower").start(this::run);
    }

    private void run() {
        boolean failing = false;
        while (!closed) {
            try {
                storage.awaitChange(() -> tail.head().commit(), pollInterval);
                tail.refresh();
                if (failing) {
                    LOG.info("Following other writers again, at commit {}", tail.head().commit());
                }
                failing = false;
            } catch (RuntimeException | Error e) { // of whatever kind: if this thread ended, nobody would hear of the others any more
                if (!failing && !closed) {
                    LOG.error("Cannot follow other writers behind commit {}; readers wait there", tail.head().commit(), e);
                }
                failing = true;
                pause();
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(pollInterval);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread at its next look; the storage, closed behind this, cuts its waiting short. */
    @Override
    public void close() {
        closed = true;
    }
}
