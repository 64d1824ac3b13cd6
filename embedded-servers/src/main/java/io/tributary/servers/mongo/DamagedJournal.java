package io.tributary.servers.mongo;

/** Acknowledged writes cannot be read back, so the server refuses to start rather than to forget them. */
public final class DamagedJournal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedJournal(String what) {
        super(what + " Restore the folder from a copy, or start from nothing with `./tributary up --fresh`, which deletes all data.");
    }
}
