package io.tributary.chassis.flow;

import io.tributary.chassis.processing.ProjectionDefinition;
import io.tributary.chassis.processing.store.ConsumerStore;
import io.tributary.eventstore.CommitLog;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A database of its own, with a log of parcels and their view in it. */
interface ParcelDatabase extends AutoCloseable {
    CommitLog openLog();

    /** The consumer's store as one more instance of the service sees it. */
    ConsumerStore instance(Duration claim);

    /** One generation of the view. */
    ParcelView view(int generation);

    /** The view over these generations. */
    ProjectionDefinition definition(String owner);

    /** One line per parcel of the live generation, in the order of their ids. */
    List<String> live();

    /** How often rows of the generation were changed. */
    long changes(int generation);

    /** How many rows the generation has. */
    int rows(int generation);

    /** The generations that have rows. */
    List<Integer> generations();

    /** Changes the label of a row behind everybody's back, in all generations. */
    void drift(int parcel, UnaryOperator<String> label);

    /** Where it is, for another process. */
    List<String> address();

    /** How often rows of the live generation were changed. */
    long changes();

    @Override
    void close();
}
