package io.tributary.platform.isolation;

import java.util.Locale;

/** What came of one kind of attempt: who tried what on whose data, how many times, and what the most permissive answer was. */
public record Finding(String who, String whose, String what, int attempts, Outcome outcome, String because) {
    /** Worst last: the outcome of several attempts is the last of theirs. */
    public enum Outcome {
        /** The server said no. */
        REFUSED,
        /** Allowed, and known to be: the reason says why it stays so. */
        ACCEPTED,
        /** Neither a refusal nor a success was seen, so nothing is known. */
        UNDECIDED,
        /** Allowed although it should not be. */
        ALLOWED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding refused(String who, String whose, String what, String because) {
        return new Finding(who, whose, what, 1, Outcome.REFUSED, because);
    }

    static Finding accepted(String who, String whose, String what, String because) {
        return new Finding(who, whose, what, 1, Outcome.ACCEPTED, because);
    }

    static Finding undecided(String who, String whose, String what, String because) {
        return new Finding(who, whose, what, 1, Outcome.UNDECIDED, because);
    }

    static Finding allowed(String who, String whose, String what) {
        return new Finding(who, whose, what, 1, Outcome.ALLOWED, "");
    }

    /** Both as one, with the worse answer of the two. */
    Finding and(Finding other) {
        Finding worse = other.outcome.compareTo(outcome) > 0 ? other : this;
        return new Finding(who, whose, what, attempts + other.attempts, worse.outcome, worse.because);
    }

    boolean isSameKindAs(Finding other) {
        return who.equals(other.who) && whose.equals(other.whose) && what.equals(other.what);
    }
}
