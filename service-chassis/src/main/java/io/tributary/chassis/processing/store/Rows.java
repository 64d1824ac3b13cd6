package io.tributary.chassis.processing.store;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a view, generation by generation, without knowing what they mean. */
public interface Rows {
    /**
     * One row.
     *
     * @param key its key without the generation, as JSON
     * @param content everything in it but the generation, as JSON in a fixed order: equal rows have equal content
     */
    record Row(String key, String content) {}

    /** Calls {@code each} for all rows of the generation, in no order, without holding them all. */
    void each(String table, int generation, Consumer<Row> each);

    Optional<Row> find(String table, int generation, String key);

    /**
     * Makes the row of one generation what it is in another, missing there or not, if both still have the content the caller saw, null where
     * a row was missing. In one step: nobody changes either row in between.
     */
    boolean copy(String table, String key, Seen from, Seen to);

    /** A generation, and the content of a row in it, null if it had none. */
    record Seen(int generation, @Nullable String content) {}
}
