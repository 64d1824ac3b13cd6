package io.tributary.eventstore.bench.command;

import io.tributary.eventstore.bench.Benchmark;
import io.tributary.eventstore.bench.Part;
import io.tributary.eventstore.bench.append.AppendPart;
import io.tributary.eventstore.bench.append.SizePart;
import io.tributary.eventstore.bench.hazards.HazardPart;
import io.tributary.eventstore.bench.http.HttpPart;
import io.tributary.eventstore.bench.http.TripsPart;
import io.tributary.eventstore.bench.instances.InstancesPart;
import io.tributary.eventstore.bench.mongo.MongoPart;
import io.tributary.eventstore.bench.reading.ScanPart;
import io.tributary.eventstore.bench.reading.SnapshotPart;
import io.tributary.eventstore.bench.reading.WakePart;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures the event store; its figures are {@code docs/benchmarks/event-store.json}. */
public final class EventStoreBenchmark {
    private EventStoreBenchmark() {}

    public static void main(String[] args) throws Exception {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("append", new AppendPart());
        parts.put("trips", new TripsPart());
        parts.put("http", new HttpPart());
        parts.put("scan", new ScanPart());
        parts.put("mongo", new MongoPart());
        parts.put("wake", new WakePart());
        parts.put("snapshot", new SnapshotPart());
        parts.put("size", new SizePart());
        parts.put("instances", new InstancesPart());
        parts.put("hazards", new HazardPart());
        Benchmark.run(parts, "The event store");
    }
}
