package io.tributary.platform.supervisor;

/** The platform did not come up; the message says which part and what to look at. */
public final class StartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailed(String message) {
        super(message);
    }
}
