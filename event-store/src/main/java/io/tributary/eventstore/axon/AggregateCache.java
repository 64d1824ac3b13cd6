package io.tributary.eventstore.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates in memory, bounded by weight, for Axon's caching repository. It hands an aggregate out only inside a command that a
 * {@link DecidingAgainCommandBus} handles: such a command is decided again from the store if the cached state led to a refusal, a conflict
 * or no change at all. So another instance may write to the same store; a stale entry costs a retry, never a wrong answer.
 *
 * <p>One cache may serve several repositories, as no two aggregates share an id. Entry listeners are not called: Axon's repository has
 * none.
 */
public final class AggregateCache implements Cache {
    /** A heavy aggregate is weighed again only when it has a sixteenth more events, but after so many at the latest. */
    private static final long MOST_EVENTS_UNWEIGHED = 16;

    private final com.github.benmanes.caffeine.cache.Cache<Object, Weighed> entries;
    private final Weigher<Object, Object> weigher;
    private final CommitLogEventStore store;

    /**
     * @param maximumWeight the sum of all entries' weights at most
     * @param weigher what an entry weighs; Axon's entries are {@code AggregateCacheEntry}
     */
    public AggregateCache(CommitLogEventStore store, long maximumWeight, Weigher<Object, Object> weigher) {
        this.store = store;
        this.weigher = weigher;
        this.entries = Caffeine.newBuilder().maximumWeight(maximumWeight).<Object, Weighed>weigher((_, entry) -> entry.weight()).build();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface promises the caller's type
    public <K, V> @Nullable V get(K key) {
        if (!CurrentUnitOfWork.isStarted()) {
            return null;
        }
        var commit = store.commitOfUnitOfWork();
        if (!commit.mayUseCache()) {
            return null;
        }
        var entry = entries.getIfPresent(key);
        if (entry != null) {
            commit.noteCacheUse(key.toString());
        }
        return entry == null ? null : (V) entry.value();
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, weighed(key, value, entries.getIfPresent(key)));
    }

    private Weighed weighed(Object key, Object value, @Nullable Weighed before) {
        long version = version(value);
        if (before != null && version >= 0 && version >= before.version() && version - before.version() < unweighed(before.version())) {
            return new Weighed(value, before.weight(), before.version());
        }
        return new Weighed(value, weigher.weigh(key, value), version);
    }

    private static long unweighed(long version) {
        return Math.min(MOST_EVENTS_UNWEIGHED, version / MOST_EVENTS_UNWEIGHED + 1);
    }

    /** Sequence of the aggregate's last event; of anything else nothing is known, so it is weighed each time. */
    @SuppressWarnings("NullAway") // an entry made in this virtual machine holds its aggregate and needs nothing to make it again
    private static long version(Object value) {
        @Nullable
        Long version = value instanceof AggregateCacheEntry<?> entry ? entry.recreateAggregate(null, null, null, null).version() : null;
        return version == null ? -1 : version;
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, weighed(key, value, null)) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.getIfPresent(key) != null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key,
                (_, entry) -> weighed(key, Objects.requireNonNull(update.apply((V) entry.value())), null));
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> false;
    }

    /**
     * An entry and what it weighed when it was last weighed.
     *
     * @param version of the aggregate at that time
     */
    private record Weighed(Object value, int weight, long version) {}
}
