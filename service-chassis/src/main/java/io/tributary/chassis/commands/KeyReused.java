package io.tributary.chassis.commands;

/** The idempotency key was used before, for another request; nothing was stored now. */
public final class KeyReused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyReused() {
        super("the idempotency key was used for a request with another body", null, false, false);
    }
}
