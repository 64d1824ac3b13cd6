package io.tributary.bench;

import io.tributary.bench.live.ReadsPart;
import io.tributary.bench.live.VisiblePart;
import io.tributary.bench.publish.PublishPart;
import io.tributary.bench.replay.ReplayPart;
import io.tributary.eventstore.bench.Benchmark;
import io.tributary.eventstore.bench.Part;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures what happens to events behind the store; its figures are {@code docs/benchmarks/events-and-views.json}. */
public final class EventsAndViewsBenchmark {
    private EventsAndViewsBenchmark() {}

    public static void main(String[] args) throws Exception {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("publish", new PublishPart());
        parts.put("replay", ReplayPart.intoAnIdleHandler());
        parts.put("rebuild", ReplayPart.intoOrderDetails());
        parts.put("visible", new VisiblePart());
        parts.put("reads", new ReadsPart());
        Benchmark.run(parts, "Events and views");
    }
}
