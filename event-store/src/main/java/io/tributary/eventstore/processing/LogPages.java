package io.tributary.eventstore.processing;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.StoredEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Reads on in a log, page by page: far from its head the next page is being read while the last one is used. For one thread. */
public final class LogPages {
    private final CommitLog log;
    private final int largest;
    private int page;
    private long next;
    private @Nullable CompletableFuture<List<StoredEvent>> ahead;

    /**
     * @param first events of the first page, at most; each page may have twice as many as the one before it
     * @param largest events of a page, at most
     */
    public LogPages(CommitLog log, long position, int first, int largest) {
        this.log = log;
        this.next = position;
        this.page = first;
        this.largest = largest;
    }

    /** Position behind the last page. */
    public long position() {
        return next;
    }

    /** The next page; empty at the head. After a failure, the same page again. */
    public List<StoredEvent> next() {
        List<StoredEvent> events;
        try {
            events = ahead == null ? log.read(next, page) : join(ahead);
        } finally {
            ahead = null;
        }
        if (!events.isEmpty()) {
            next = events.getLast().position() + 1;
            page = Math.min(page * 2, largest);
            readAhead(next, page);
        }
        return events;
    }

    /** One page at most, and only where a whole one is left: at the head events come from memory. */
    private void readAhead(long from, int limit) {
        if (log.head().nextPosition() - from >= limit) {
            ahead = CompletableFuture.supplyAsync(() -> log.read(from, limit),
                    reading -> Thread.ofVirtual().name("commit-log-reading-ahead").start(reading));
        }
    }

    private static List<StoredEvent> join(CompletableFuture<List<StoredEvent>> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
