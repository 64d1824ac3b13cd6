package io.tributary.platform.demo;

/** Something did not go as it must; the message says what was expected and what came. */
final class TourFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TourFailed(String message) {
        super(message);
    }
}
