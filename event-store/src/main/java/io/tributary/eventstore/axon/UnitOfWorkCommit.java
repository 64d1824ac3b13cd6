package io.tributary.eventstore.axon;

import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.CommitLogException.StreamConflict;
import io.tributary.eventstore.IdempotencyRecord;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.eventstore.ids.TimeOrderedIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * The one commit of a unit of work: everything published in it and in units of work nested in it, stored together at the end of its
 * commit phase. Got from {@link CommitLogEventStore#commitOfUnitOfWork()}; used by the thread of the unit of work.
 */
public final class UnitOfWorkCommit {
    private final CommitLog log;
    private final List<Staged> staged = new ArrayList<>();
    private @Nullable Remembrance remembrance;
    private @Nullable CommitReceipt receipt;
    private final Set<String> fromCache = new HashSet<>();
    private boolean cacheAllowed;
    private boolean foundInStore;

    UnitOfWorkCommit(CommitLog log) {
        this.log = log;
    }

    /**
     * Stores an idempotency record with the commit, even if no event is published. A key that was used before fails the unit of work with
     * {@link io.tributary.eventstore.CommitLogException.KeyAlreadyUsed}, which carries the earlier answer. To be called before the commit phase ends; the last call counts.
     *
     * @param keyHash hash of subject, method, path and key
     * @param digest of the request
     * @param answer makes the bytes to remember once the positions are known; pure, as a lost race calls it again
     */
    public void remember(String keyHash, String digest, Function<CommitReceipt, byte[]> answer) {
        remembrance = new Remembrance(keyHash, digest, answer);
    }

    /** What was stored: present from the end of the commit phase on, unless there was nothing to store. */
    public Optional<CommitReceipt> receipt() {
        return Optional.ofNullable(receipt);
    }

    void stage(LogEvent event, Class<?> payloadType) {
        staged.add(new Staged(event, payloadType));
    }

    void store() {
        if (staged.isEmpty() && remembrance == null) {
            return;
        }
        if (restsOnCacheAlone()) {
            throw new DecidedFromCache();
        }
        var events = staged.stream().map(Staged::event).toList();
        var remember = remembrance == null ? null : remembrance.record(staged);
        try {
            receipt = CommitReceipt.of(log.append(new NewCommit(TimeOrderedIds.next(), events, remember)), staged);
        } catch (StreamConflict e) {
            if (e.event().sequence() == 0) {
                throw new AggregateStreamCreationException(e.getMessage(), e);
            }
            throw new ConcurrencyException(e.getMessage(), e);
        }
    }

    boolean stored() {
        return receipt != null;
    }

    /** From now on aggregates may come from a cache, as somebody will decide again from the store if that matters. */
    void allowCache() {
        cacheAllowed = true;
    }

    boolean mayUseCache() {
        return cacheAllowed;
    }

    /** What this unit of work is about to fail with was found in the store itself: deciding once more would come to the same. */
    public void failsByTheStore() {
        foundInStore = true;
    }

    boolean isFailedByTheStore() { return foundInStore; }

    void noteCacheUse(String aggregateId) {
        fromCache.add(aggregateId);
    }

    boolean usedCache() {
        return !fromCache.isEmpty();
    }

    /** A cached aggregate that gets no event is not compared with the store by the append. */
    private boolean restsOnCacheAlone() {
        return !fromCache.stream().allMatch(id -> staged.stream().anyMatch(one -> one.event().aggregateId().equals(id)));
    }

    record Staged(LogEvent event, Class<?> payloadType) {}

    private record Remembrance(String keyHash, String digest, Function<CommitReceipt, byte[]> answer) {
        IdempotencyRecord record(List<Staged> staged) {
            return new IdempotencyRecord(keyHash, digest, placement -> answer.apply(CommitReceipt.of(placement, staged)));
        }
    }

    /** A decision rests on a cached aggregate that the append cannot compare with the store: it is made again before anything is stored. */
    static final class DecidedFromCache extends RuntimeException {
        DecidedFromCache() {
            super("decided on a cached aggregate that got no event", null, false, false);
        }
    }
}
