package io.tributary.platform.parts;

/** Why a platform was not started, in one sentence for the person who asked for it. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStart(String sentence) {
        super(sentence);
    }
}
