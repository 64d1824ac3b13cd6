package io.tributary.eventstore.bench.worker;

/** One kind of work of a variant; runs any number of times, each time on what the runs before have left. */
public interface Scenario {

    /** Untimed: makes ready what the next run works on. */
    default void prepare() throws Exception {}

    /** Works, checks that everything really happened, and says what it took. */
    Measurement run(Load load) throws Exception;
}
