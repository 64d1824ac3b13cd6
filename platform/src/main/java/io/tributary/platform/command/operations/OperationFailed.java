package io.tributary.platform.command.operations;

/** An operation was refused, failed, or had nobody to answer it; said in one line. */
public final class OperationFailed extends RuntimeException {
    private final int exitCode;

    OperationFailed(String message, int exitCode) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
