package io.tributary.eventstore.axon;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.StoredEvent;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** One aggregate's events, fetched page by page. */
final class AggregateEvents implements Iterator<StoredEvent> {
    static final int PAGE = 500;

    private final CommitLog log;
    private final String aggregateId;
    private long nextSequence;
    private boolean last;
    private Iterator<StoredEvent> page = Collections.emptyIterator();

    AggregateEvents(CommitLog log, String aggregateId, long firstSequence) {
        this.log = log;
        this.aggregateId = aggregateId;
        this.nextSequence = firstSequence;
    }

    /** Its first page is at hand. */
    AggregateEvents(CommitLog log, String aggregateId, long firstSequence, List<StoredEvent> first) {
        this(log, aggregateId, firstSequence);
        take(first);
    }

    @Override
    public boolean hasNext() {
        if (page.hasNext()) {
            return true;
        }
        if (last) {
            return false;
        }
        take(log.readAggregate(aggregateId, nextSequence, PAGE));
        return page.hasNext();
    }

    private void take(List<StoredEvent> events) {
        last = events.size() < PAGE;
        nextSequence += events.size();
        page = events.iterator();
    }

    @Override
    public StoredEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException(aggregateId);
        }
        return page.next();
    }
}
