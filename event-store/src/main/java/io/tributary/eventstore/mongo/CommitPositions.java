package io.tributary.eventstore.mongo;

import io.tributary.eventstore.CommitLogException.Unreadable;
import io.tributary.eventstore.storage.CommitEntry;
import io.tributary.eventstore.storage.CommitStorage;
import io.tributary.eventstore.storage.DenseSearch;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Finds the commit that holds a position: readers go on where they or others have been before, so the search is rarely needed. */
final class CommitPositions {
    private static final int REMEMBERED = 1000;

    /** By position of the first event. */
    private final TreeMap<Long, CommitEntry> commits = new TreeMap<>();

    /** Number of the commit that holds the position, or of one shortly before it. */
    long commitAt(long position, CommitStorage storage) {
        var known = known(position);
        if (known.isPresent()) {
            return known.getAsLong();
        }
        var last = DenseSearch.last(storage).map(CommitEntry::number).orElse(0L);
        return DenseSearch.first(storage::commits, last, commit -> commit.nextPosition() > position).map(CommitEntry::number).orElseThrow(
                () -> new Unreadable("no commit up to " + last + " holds position " + position, null));
    }

    private synchronized OptionalLong known(long position) {
        var floor = commits.floorEntry(position);
        if (floor == null || floor.getValue().nextPosition() < position) {
            return OptionalLong.empty();
        }
        var commit = floor.getValue();
        return OptionalLong.of(position < commit.nextPosition() ? commit.number() : commit.number() + 1);
    }

    synchronized void remember(CommitEntry commit) {
        commits.merge(commit.firstPosition(), commit, (one, other) -> one.number() > other.number() ? one : other);
        if (commits.size() > REMEMBERED) {
            commits.pollFirstEntry();
        }
    }
}
