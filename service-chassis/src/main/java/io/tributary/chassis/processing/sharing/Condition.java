package io.tributary.chassis.processing.sharing;

import org.jspecify.annotations.Nullable;

/**
 * What an instance's processor does.
 *
 * @param error why its last attempt to read or handle failed, cut to 500 characters; null if none did
 */
public record Condition(ProcessorState state, @Nullable String error) {
    private static final int MAX_ERROR = 500;

    public Condition {
        error = error == null || error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
    }
}
