package io.tributary.chassis.processing.deadletters;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parked events in the consumer's own database, each sequence in its order. Written in the transaction of the batch where there is one. */
public interface DeadLetters {
    /** Adds the event at the end of its sequence; one that is parked already is left as it is. */
    void park(ParkedEvent event);

    /**
     * Parks an event that was not tried behind those of its sequence; false if nothing is parked there, also if what was there has been
     * removed in the meantime: then nothing is written, and the event is the caller's to handle.
     */
    boolean parkBehind(ParkedEvent waiting);

    /**
     * Whether anything of the sequence is parked. Where the database can, nobody else retries the sequence until the end of the caller's
     * transaction.
     */
    boolean holds(String processor, String sequence);

    /**
     * Whether the event, which the caller has seen as the first of its sequence or behind one that it removed itself, still is the first
     * and is now the caller's alone: until the end of its transaction or, where the database has none, until {@link #failedAgain},
     * {@link #remove} or a minute later. Waits for whoever has it where the database can. Costs the same however many there are.
     */
    boolean claimFirst(ParkedEvent event);

    /** The sequences of the processor that hold something. */
    Set<String> sequences(String processor);

    /** The sequence's events in their order, oldest first, at most {@code limit}. */
    List<ParkedEvent> sequence(String processor, String sequence, int limit);

    /** All of the sequence's events in their order. */
    default List<ParkedEvent> sequence(String processor, String sequence) {
        return sequence(processor, sequence, Integer.MAX_VALUE);
    }

    /** How many events of the sequence are parked. */
    int size(String processor, String sequence);

    /** A place in the order of all sequences. */
    record Place(String processor, String sequence) {
        /** Before all of them. */
        public static final Place START = new Place("", "");
    }

    /** The first event of each sequence behind the place, in the order of processor and sequence, at most {@code limit}. */
    List<ParkedEvent> firsts(Place after, int limit);

    /** How many sequences are parked by each cause, that of their first event. */
    Map<String, Integer> sequencesByCause();

    long size();

    /** Replaces the failure that is kept with the event. */
    void failedAgain(ParkedEvent event);

    void remove(ParkedEvent event);

    /** Forgets everything the processor has parked. */
    void retire(String processor);
}
