package io.tributary.eventstore.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How much to measure.
 *
 * @param parts which parts to run
 * @param rounds that count, of each variant
 * @param millis of one variant in one round
 * @param warmUpMillis of each scenario of each variant before the first round
 * @param maxLoad of others; a round under more is thrown away
 * @param report where the figures go
 */
public record Settings(List<String> parts, int rounds, long millis, long warmUpMillis, double maxLoad, Path report) {

    static Settings ofSystemProperties() {
        return new Settings(List.of(property("bench", "append").split(",", -1)), Integer.parseInt(property("bench.rounds", "5")),
                Math.round(1000 * Double.parseDouble(property("bench.seconds", "2"))),
                Math.round(1000 * Double.parseDouble(property("bench.warmup", "10"))),
                Double.parseDouble(property("bench.load", "3")), Path.of(property("bench.report", "docs/benchmarks/event-store.json")));
    }

    private static String property(String key, String otherwise) {
        return Objects.requireNonNull(System.getProperty(key, otherwise));
    }
}
