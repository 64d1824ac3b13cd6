package io.tributary.eventstore.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** One scenario at one number of callers: the same rounds for every variant. */
public record Cell(String scenario, int callers, Map<String, List<Sample>> samples) {

    /** One variant against another. */
    public Figure ratio(String variant, String against, ToDoubleFunction<Sample> value) {
        return Figure.ratio(of(variant), of(against), value);
    }

    public Figure figure(String variant, ToDoubleFunction<Sample> value) {
        return Figure.of(of(variant), value);
    }

    private List<Sample> of(String variant) {
        return Objects.requireNonNull(samples.get(variant), variant);
    }
}
