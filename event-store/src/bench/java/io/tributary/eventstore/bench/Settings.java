package io.tributary.eventstore.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much to measure.
 *
 * @param parts which parts to run; none for all
 * @param rounds that count, of each variant
 * @param millis of one variant in one round
 * @param warmUpMillis of each scenario of each variant before the first round
 * @param callers the numbers of callers to measure instead of a part's own; none for those
 * @param maxLoad of others; a round under more is thrown away
 * @param report where the figures go
 */
public record Settings(Set<String> parts, int rounds, long millis, long warmUpMillis, List<Integer> callers, double maxLoad,
        Path report) {

    static Settings ofSystemProperties() {
        var parts = property("bench", "all");
        return new Settings(parts.equals("all") ? Set.of() : Set.of(parts.split(",", -1)),
                Integer.parseInt(property("bench.rounds", "5")), Math.round(1000 * Double.parseDouble(property("bench.seconds", "1.5"))),
                Math.round(1000 * Double.parseDouble(property("bench.warmup", "6"))),
                Stream.of(property("bench.callers", "").split(",", -1)).filter(text -> !text.isEmpty()).map(Integer::valueOf).toList(),
                Double.parseDouble(property("bench.load", "3")), Path.of(property("bench.report", "target/benchmark.json")));
    }

    /** Less of it, for what no goal depends on. */
    public Settings brief() {
        return new Settings(parts, Math.min(rounds, 2), Math.min(millis, 1000), warmUpMillis, callers, maxLoad, report);
    }

    /** The numbers of callers to measure. */
    public List<Integer> callersOr(List<Integer> ofThePart) {
        return callers.isEmpty() ? ofThePart : callers;
    }

    private static String property(String key, String otherwise) {
        return Objects.requireNonNull(System.getProperty(key, otherwise));
    }
}
