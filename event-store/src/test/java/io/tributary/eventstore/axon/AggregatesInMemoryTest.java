package io.tributary.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.eventstore.fixture.Counter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.junit.jupiter.api.Test;

class AggregatesInMemoryTest {
    private static final AggregateModel<Counter> MODEL = AnnotatedAggregateMetaModelFactory.inspectAggregate(Counter.class);

    private final AtomicInteger weighings = new AtomicInteger();
    private final AggregateCache cache = cache(1_000_000);

    @SuppressWarnings("NullAway") // nothing is stored here
    private AggregateCache cache(long maximum) {
        return new AggregateCache(null, maximum, (_, _) -> {
            weighings.incrementAndGet();
            return 10;
        });
    }

    @SuppressWarnings("NullAway") // the aggregate is not asked to do anything
    private static Object entry(long version) {
        return new AggregateCacheEntry<>(EventSourcedAggregate.reconstruct(new Counter(), MODEL, version, false, null, null,
                NoSnapshotTriggerDefinition.TRIGGER));
    }

    private int weighingsAmong(int firstVersion, int puts) {
        weighings.set(0);
        IntStream.range(firstVersion, firstVersion + puts).forEach(version -> cache.put("a", entry(version)));
        return weighings.get();
    }

    @Test
    void a_young_aggregate_is_weighed_with_every_event_and_an_old_one_now_and_then() {
        assertThat(weighingsAmong(0, 10)).isEqualTo(10);
        cache.removeAll();
        assertThat(weighingsAmong(10_000, 160)).isEqualTo(10);
    }

    @Test
    void what_is_put_again_unchanged_is_not_weighed_again() {
        cache.put("a", entry(3));
        cache.put("a", entry(3));
        assertThat(weighings).hasValue(1);
    }

    @Test
    void what_was_read_at_an_older_version_is_weighed() {
        cache.put("a", entry(500));
        cache.put("a", entry(400));
        assertThat(weighings).hasValue(2);
    }

    @Test
    void the_weights_together_stay_below_the_maximum() {
        var small = cache(100);
        IntStream.range(0, 1000).forEach(i -> small.put("a" + i, entry(0)));
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (kept(small) > 10 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(kept(small)).isBetween(1L, 10L);
    }

    private static long kept(AggregateCache cache) {
        return IntStream.range(0, 1000).filter(i -> cache.containsKey("a" + i)).count();
    }
}
