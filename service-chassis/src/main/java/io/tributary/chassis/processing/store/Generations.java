package io.tributary.chassis.processing.store;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keeps which generations of a view there are. Every change is one atomic write, so a reader sees the old one or the new one, whole. */
public interface Generations {
    /** A generation number that stands for none. */
    int NONE = 0;

    /**
     * The generations of one view.
     *
     * @param live the one that is read, or {@link #NONE} while a rebuild in place fills the first that will be
     * @param previous the one that was read before and is still fed, until the next switch, or {@link #NONE}
     * @param building the one that a rebuild fills, or {@link #NONE}
     * @param newest the highest number ever used: none is used twice
     * @param switches how often another one, or none, has become live: tells a reader whether one did in between, even if that was rolled back
     */
    record State(int live, int previous, int building, int newest, int switches) {
        /** Generation 1, which is read and fed. */
        public static final State FIRST = new State(1, NONE, NONE, 1, 0);

        /** Whether a generation is read. */
        public boolean isRead() { return live != NONE; }

        /** The generations that are fed. */
        public Set<Integer> fed() {
            return IntStream.of(live, previous, building).filter(generation -> generation != NONE).boxed().collect(
                    Collectors.toUnmodifiableSet());
        }

        /** Begins to fill a new generation aside: up to three are fed then. */
        public State withRebuild() {
            return new State(live, previous, newest + 1, newest + 1, switches);
        }

        /** Makes the generation that was filled the live one, and the one that was live the previous; the previous one is given up. */
        public State switched() {
            return new State(building, live, NONE, newest, switches + 1);
        }

        /** Whether the generation that was filled is read, or was until a rollback. */
        public boolean wasSwitchedTo(int generation) {
            return live == generation || previous == generation;
        }

        /** Gives up the generation that is being filled. */
        public State withoutRebuild() {
            return new State(live, previous, NONE, newest, switches);
        }

        /** Gives up what is read, and begins to fill a new generation: until it is switched to, none is read. */
        public State emptied() {
            return new State(NONE, NONE, newest + 1, newest + 1, switches + 1);
        }

        /** Reads the previous generation again and keeps the present one as the previous. */
        public State rolledBack() {
            return new State(previous, live, building, newest, switches + 1);
        }
    }

    /** The view's state; the first call makes generation 1 live. */
    State of(String projection);

    /** Writes {@code to} if the state is still {@code from}; false if someone else changed it. */
    boolean change(String projection, State from, State to);

    /**
     * Deletes the rows of the generations that the state knows and nobody feeds any more. One that is begun in the meantime has a higher
     * number and is left alone.
     */
    void deleteUnfed(List<String> tables, State state);
}
