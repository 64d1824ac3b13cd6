package io.tributary.gateway.composition;

import io.tributary.gateway.Problem;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one owner contributed to an answer. */
sealed interface Part<T> {
    record Given<T>(T value) implements Part<T> {}

    /** The owner answered that there is nothing. */
    record Missing<T>() implements Part<T> {}

    /** No usable answer before the deadline: too slow, unreachable or broken. */
    record Late<T>() implements Part<T> {}

    /** The owner refused the question. */
    record Refused<T>(Problem problem) implements Part<T> {}

    default @Nullable T value() {
        return this instanceof Given<T>(T value) ? value : null;
    }

    default State state() {
        return switch (this) {
            case Given<T> _ -> State.OK;
            case Missing<T> _ -> State.MISSING;
            case Late<T> _,Refused<T> _ -> State.TIMEOUT;
        };
    }

    /** The part of this part that {@code choice} picks; where it picks nothing, it is missing. */
    default <R> Part<R> pick(Function<T, @Nullable R> choice) {
        return switch (this) {
            case Given<T>(T value) -> given(choice.apply(value));
            case Missing<T> _ -> new Missing<>();
            case Late<T> _ -> new Late<>();
            case Refused<T>(Problem problem) -> new Refused<>(problem);
        };
    }

    private static <R> Part<R> given(@Nullable R value) {
        return value == null ? new Missing<>() : new Given<>(value);
    }
}
