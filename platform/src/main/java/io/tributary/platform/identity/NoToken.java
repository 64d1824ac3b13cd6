package io.tributary.platform.identity;

import org.jspecify.annotations.Nullable;

/** Why there is no token, in one sentence for the person who asked for it. */
public final class NoToken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoToken(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
