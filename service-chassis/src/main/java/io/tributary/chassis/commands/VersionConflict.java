package io.tributary.chassis.commands;

/** The aggregate is not at the version the caller expected; nothing was stored. */
public final class VersionConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long actual;

    VersionConflict(long expected, long actual) {
        super("expected version %d, found %d".formatted(expected, actual), null, false, false);
        this.actual = actual;
    }

    /** The version it is at. */
    public long actual() {
        return actual;
    }
}
