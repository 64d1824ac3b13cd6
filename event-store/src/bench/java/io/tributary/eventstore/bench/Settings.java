package io.tributary.eventstore.bench;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * How much to measure.
 *
 * @param parts which parts to run; none for all
 * @param rounds that count, of each variant
 * @param millis of one variant in one round
 * @param warmUpMillis of each scenario of each variant before the first round
 * @param maxLoad of others; a round under more is thrown away
 * @param report where the figures go
 */
public record Settings(Set<String> parts, int rounds, long millis, long warmUpMillis, double maxLoad, Path report) {

    static Settings ofSystemProperties() {
        var parts = property("bench", "all");
        return new Settings(parts.equals("all") ? Set.of() : Set.of(parts.split(",", -1)),
                Integer.parseInt(property("bench.rounds", "5")), Math.round(1000 * Double.parseDouble(property("bench.seconds", "1.5"))),
                Math.round(1000 * Double.parseDouble(property("bench.warmup", "6"))),
                Double.parseDouble(property("bench.load", "3")), Path.of(property("bench.report", "target/benchmark.json")));
    }

    /** Less of it, for what no goal depends on. */
    public Settings brief() {
        return new Settings(parts, Math.min(rounds, 2), Math.min(millis, 1000), warmUpMillis, maxLoad, report);
    }

    private static String property(String key, String otherwise) {
        return Objects.requireNonNull(System.getProperty(key, otherwise));
    }
}
