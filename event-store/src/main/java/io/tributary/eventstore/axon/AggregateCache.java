package io.tributary.eventstore.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
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
    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;
    private final CommitLogEventStore store;

    /**
     * @param maximumWeight the sum of all entries' weights at most
     * @param weigher what an entry weighs; Axon's entries are {@code AggregateCacheEntry}
     */
    public AggregateCache(CommitLogEventStore store, long maximumWeight, Weigher<Object, Object> weigher) {
        this.store = store;
        this.entries = Caffeine.newBuilder().maximumWeight(maximumWeight).weigher(weigher).build();
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
        return (V) entry;
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
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
        entries.asMap().computeIfPresent(key, (_, value) -> Objects.requireNonNull(update.apply((V) value)));
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return () -> false;
    }
}
