package io.tributary.servers.process;

import java.util.concurrent.Callable;

/** The life of an embedded server that is a process of its own: start, say so, stop in order when asked to. */
public final class ServerMain {
    /** What the process prints when its server takes connections, followed by the port. */
    public static final String READY = "READY on port ";

    private ServerMain() {}

    public record Running(AutoCloseable server, int port) {}

    /** Returns when the server runs, or ends the process with status 1 and the reason on one line. */
    public static void run(Callable<Running> start) {
        try {
            Running running = start.call();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
            System.out.println(READY + running.port());
        } catch (Exception e) {
            e.printStackTrace();
            System.err.println("FAILED " + e.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }

    private static void stop(Running running) {
        try {
            running.server().close();
        } catch (Exception e) {
            e.printStackTrace();
        }
    }
}
