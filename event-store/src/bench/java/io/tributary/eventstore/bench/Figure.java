package io.tributary.eventstore.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A median of rounds and their spread. */
public record Figure(double median, double min, double max) {

    public static Figure of(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Figure(median, sorted.getFirst(), sorted.getLast());
    }

    static Figure of(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return of(samples.stream().map(sample -> value.applyAsDouble(sample)).toList());
    }

    /** The ratio of the medians; its spread is that of the ratios within each round. */
    static Figure ratio(List<Sample> one, List<Sample> other, ToDoubleFunction<Sample> value) {
        var ratios = of(IntStream.range(0, one.size()).mapToObj(
                i -> value.applyAsDouble(one.get(i)) / value.applyAsDouble(other.get(i))).toList());
        return new Figure(of(one, value).median() / of(other, value).median(), ratios.min(), ratios.max());
    }
}
