package io.tributary.chassis.processing;

import io.tributary.chassis.processing.store.Generations;
import java.util.Optional;
import java.util.function.IntFunction;

/** Which generation of a projection readers see: {@code 1} until a rebuild is switched to. */
@FunctionalInterface
public interface LiveGenerations {
    /** The live generation of the projection with this name; a number without rows while there is none. */
    int of(String projection);

    /**
     * One row of the live generation. Where it is missing, asks again if another generation has become live: the rows of the first may be gone.
     *
     * @throws ViewBeingFilled if no generation is read now
     */
    default <T> Optional<T> find(String projection, IntFunction<Optional<T>> row) {
        while (true) {
            int asked = of(projection);
            if (asked == Generations.NONE) {
                throw new ViewBeingFilled(projection);
            }
            var found = row.apply(asked);
            if (found.isPresent() || of(projection) == asked) {
                return found;
            }
        }
    }
}
