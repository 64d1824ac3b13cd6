package io.tributary.api;

/** A rule of the domain refused the command; nothing was stored. Carries a typed reason and no stack trace. */
public abstract class Rejected extends RuntimeException {
    private final transient Reason reason;

    protected Rejected(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Implemented by one enum per context. */
    public interface Reason {
        /** Last part of the problem type, such as {@code order-already-shipped}. */
        String slug();

        Kind kind();
    }

    public enum Kind {
        UNKNOWN_AGGREGATE, RULE, INVALID
    }
}
