package io.tributary.bench.replay;

import io.tributary.api.AggregateEvent;
import io.tributary.bench.Codecs;
import io.tributary.bench.Services;
import io.tributary.bench.ShopTopics;
import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.processing.EventSource;
import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** A service with one view that only counts. */
public final class OurReplay implements Variant {
    private static final String VIEW = "counts";
    private static final Map<Integer, Counter> COUNTERS = new ConcurrentHashMap<>();
    private final Scenario filling = new Filling(Services.start(CountingService.class), VIEW, generation -> {
        long seen = COUNTERS.getOrDefault(generation, new Counter()).seen.sum();
        if (seen != ShopTopics.EVENTS) {
            throw new IllegalStateException(seen + " events arrived, not " + ShopTopics.EVENTS);
        }
    });

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class CountingService {
        @Bean
        EventCatalog events() {
            return Codecs.CATALOG;
        }

        @Bean
        ProjectionDefinition counts() {
            return new ProjectionDefinition(VIEW, EventSource.topics("user", "order", "payment"), List.of(),
                    generation -> COUNTERS.computeIfAbsent(generation, _ -> new Counter()), (_, _) -> OptionalLong.empty());
        }
    }

    static final class Counter {
        private final LongAdder seen = new LongAdder();

        @EventHandler
        void on(AggregateEvent event) {
            if (!event.source().text().isEmpty()) {
                seen.increment();
            }
        }
    }

    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("replay", filling);
    }
}
