package io.tributary.chassis.web.problems;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recognises the refusal of a value by its own record, as the message of such a refusal is meant for callers; any other text is not. */
final class Refusals {
    private static final String CONSTRUCTOR = "<init>";
    private static final String OWN = "io.tributary.";

    private Refusals() {}

    /** What the record said, if the failure is an {@link IllegalArgumentException} thrown by the constructor of one of our records. */
    static Optional<String> ofValue(@Nullable Throwable failure) {
        if (!(failure instanceof IllegalArgumentException refusal) || refusal.getMessage() == null) {
            return Optional.empty();
        }
        StackTraceElement[] trace = refusal.getStackTrace();
        return trace.length > 0 && isRecordConstructor(trace[0]) ? Optional.of(refusal.getMessage()) : Optional.empty();
    }

    private static boolean isRecordConstructor(StackTraceElement thrower) {
        if (!thrower.getMethodName().equals(CONSTRUCTOR) || !thrower.getClassName().startsWith(OWN)) {
            return false;
        }
        try {
            return Class.forName(thrower.getClassName(), false, Thread.currentThread().getContextClassLoader()).isRecord();
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
