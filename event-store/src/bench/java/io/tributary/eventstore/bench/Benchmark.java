package io.tributary.eventstore.bench;

import io.tributary.eventstore.bench.append.AppendPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the parts named by {@code -Dbench}, one after the other. */
public final class Benchmark {
    private static final Map<String, Part> PARTS = Map.of("append", new AppendPart());

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
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
