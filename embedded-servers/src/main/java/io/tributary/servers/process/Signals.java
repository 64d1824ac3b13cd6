package io.tributary.servers.process;

import java.io.IOException;

/** Signals that {@link Process} cannot send. */
public final class Signals {
    private Signals() {}

    /** Sends SIGINT, for PostgreSQL the request to stop at once but in order. */
    public static void interrupt(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + pid).redirectErrorStream(true).redirectOutput(
                ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
