package io.tributary.chassis.processing;

/**
 * No generation of the projection is read now, because it is filled in place: the answer is known when that has ended, and a half-filled one
 * would be wrong. Answered as {@code 503 /problems/view-being-filled}; a policy tries again.
 */
public final class ViewBeingFilled extends RuntimeException {
    public static final String SLUG = "view-being-filled";
    public static final int RETRY_AFTER_SECONDS = 2;

    public ViewBeingFilled(String projection) {
        super(projection + " is filled in place and cannot be read until that has ended", null, false, false);
    }
}
