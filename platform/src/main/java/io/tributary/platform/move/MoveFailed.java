package io.tributary.platform.move;

import org.jspecify.annotations.Nullable;

/** The data were not moved, and the old server was not changed. */
public final class MoveFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MoveFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
