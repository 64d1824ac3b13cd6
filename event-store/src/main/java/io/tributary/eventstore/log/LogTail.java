package io.tributary.eventstore.log;

import io.tributary.eventstore.CommitLog.Registration;
import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.Head;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.StoredEvent;
import io.tributary.eventstore.storage.CommitEntry;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.DenseSearch;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the log as this process knows it: moves over one commit after the other, never over a gap, never back. */
final class LogTail {
    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

    /** Most looks find nothing, so the first asks for one number alone; where there is more, each asks for more at once. */
    private static final int PAGE_GROWTH = 16;
    private static final int LARGEST_PAGE = 256;

    /** More foreign events than this are left to those who want them. */
    private static final int FOREIGN_EVENTS_KEPT = 500;

    private final CommitStorage storage;
    private final ReentrantLock lock = new ReentrantLock();
    private final RecentEvents recent = new RecentEvents();
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile State state;

    LogTail(CommitStorage storage) {
        this.storage = storage;
        state = DenseSearch.last(storage).map(State::after).orElse(State.EMPTY);
        recent.restartAt(state.head.nextPosition());
    }

    Head head() {
        return state.head;
    }

    /** Time of the last commit. */
    Instant time() {
        return state.time;
    }

    /** Moves over a commit whose events are at hand; does nothing if the head is there already. */
    void advance(CommitEntry commit, List<LogEvent> events) {
        lock.lock();
        try {
            if (commit.number() > state.head.commit()) {
                moveOver(commit);
                recent.add(events);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Follows the commits of other writers up to the last; calls the listeners if there were any. */
    void refresh() {
        follow(FOREIGN_EVENTS_KEPT);
    }

    /** The same without looking at their events, which takes so long that the next commits are there by the end of it. */
    void refreshHead() {
        follow(0);
    }

    private void follow(int eventsKept) {
        var before = state.head;
        int page = 1;
        while (followPage(page, eventsKept)) {
            page = Math.min(page * PAGE_GROWTH, LARGEST_PAGE); // a full page may have more behind it
        }
        if (state.head.commit() > before.commit()) {
            wake();
        }
    }

    /** True if the page was full. */
    private boolean followPage(int page, int eventsKept) {
        var start = state.head;
        var numbers = LongStream.rangeClosed(start.commit() + 1, start.commit() + page).boxed().toList();
        var commits = storage.commits(numbers);
        if (commits.isEmpty() || commits.getLast().number() <= state.head.commit()) {
            return commits.size() == page; // own commits, seen before their answer came: their events are at hand
        }
        var end = commits.getLast().nextPosition();
        var keep = end - start.nextPosition() <= eventsKept;
        var events = keep && end > start.nextPosition() ? storage.events(start.nextPosition(), end) : List.<StoredEvent>of();
        lock.lock();
        try {
            for (var commit : commits) {
                if (commit.number() > state.head.commit()) {
                    moveOver(commit);
                    keep(commit, events, start.nextPosition());
                }
            }
        } finally {
            lock.unlock();
        }
        return commits.size() == page;
    }

    private void keep(CommitEntry commit, List<StoredEvent> events, long firstPosition) {
        var from = commit.firstPosition() - firstPosition;
        var to = from + commit.size();
        if (to <= events.size()) {
            recent.add(events.subList((int) from, (int) to).stream().map(StoredEvent::event).toList());
        } else {
            recent.restartAt(commit.nextPosition());
        }
    }

    private void moveOver(CommitEntry commit) {
        var head = state.head;
        if (commit.number() != head.commit() + 1 || commit.firstPosition() != head.nextPosition()) {
            throw new Unreadable("commit " + commit.number() + " starts at position " + commit.firstPosition() + ", but commit "
                    + head.commit() + " ends before position " + head.nextPosition() + ": something is missing", null);
        }
        state = State.after(commit);
    }

    List<StoredEvent> recent(long position, int limit) {
        lock.lock();
        try {
            return recent.read(position, limit);
        } finally {
            lock.unlock();
        }
    }

    Registration onHeadMoved(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Calls every listener; one that fails does not keep the others from being called. */
    void wake() {
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.warn("A reader could not be woken; it will notice by itself", e);
            }
        }
    }

    private record State(Head head, Instant time) {
        static final State EMPTY = new State(new Head(0, 0), Instant.EPOCH);

        static State after(CommitEntry commit) {
            return new State(new Head(commit.number(), commit.nextPosition()), commit.time());
        }
    }
}
