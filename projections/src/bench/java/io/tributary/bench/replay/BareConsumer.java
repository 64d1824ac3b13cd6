package io.tributary.bench.replay;

import io.tributary.bench.ShopTopics;
import io.tributary.eventstore.bench.worker.ClosedLoop;
import io.tributary.eventstore.bench.worker.Scenario;
import io.tributary.eventstore.bench.worker.Variant;
import java.util.Map;

/** Reads and parses the records of all partitions, one after the other, and counts them. */
public final class BareConsumer implements Variant {
    @Override
    public Map<String, Scenario> scenarios() {
        return Map.of("replay", _ -> ClosedLoop.once(BareConsumer::read));
    }

    private static long read() {
        long seen = 0;
        try (var reader = new TopicReader(0, 1, 2, 3)) {
            for (var events = reader.next(); !events.isEmpty(); events = reader.next()) {
                seen += events.stream().filter(event -> !event.event().source().text().isEmpty()).count();
            }
        }
        if (seen != ShopTopics.EVENTS) {
            throw new IllegalStateException(seen + " events read, not " + ShopTopics.EVENTS);
        }
        return seen;
    }
}
