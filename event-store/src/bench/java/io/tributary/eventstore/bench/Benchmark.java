package io.tributary.eventstore.bench;

import io.tributary.eventstore.bench.append.AppendPart;
import io.tributary.eventstore.bench.append.SizePart;
import io.tributary.eventstore.bench.hazards.HazardPart;
import io.tributary.eventstore.bench.http.HttpPart;
import io.tributary.eventstore.bench.mongo.MongoPart;
import io.tributary.eventstore.bench.reading.ScanPart;
import io.tributary.eventstore.bench.reading.SnapshotPart;
import io.tributary.eventstore.bench.reading.WakePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the parts named by {@code -Dbench}, one after the other. */
public final class Benchmark {
    private static final Map<String, Part> PARTS = Map.of("append", new AppendPart(), "scan", new ScanPart(), "http", new HttpPart(),
            "mongo",
            new MongoPart(), "size", new SizePart(), "wake", new WakePart(), "snapshot", new SnapshotPart(), "hazards", new HazardPart());

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        var settings = Settings.ofSystemProperties();
        System.out.println(Machine.description());
        var report = new Report(settings.report(), System.out);
        for (String name : settings.parts()) {
            var part = Optional.ofNullable(PARTS.get(name)).orElseThrow(
                    () -> new IllegalArgumentException("no part '" + name + "'; there are " + PARTS.keySet()));
            var folder = Files.createTempDirectory("tributary-bench-" + name);
            report.begin(name);
            part.run(settings, report, folder);
            report.end();
            delete(folder); // kept after a failure: the logs are in it
        }
        System.exit(0); // the stock engines leave threads behind
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
