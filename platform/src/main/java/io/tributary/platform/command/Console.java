package io.tributary.platform.command;

import io.tributary.platform.supervisor.Announcements;
import io.tributary.platform.supervisor.ProcessStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Writes for people: one line per event; colours only on a terminal that wants them. */
public final class Console implements Announcements {
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final double MILLIS = 1000.0;

    private final PrintWriter out;
    private final boolean colours;

    public Console(PrintWriter out) {
        this.out = out;
        this.colours = System.console() != null && System.console().isTerminal() && System.getenv("NO_COLOR") == null;
    }

    @Override
    public synchronized void ready(String part, long pid, int port, Duration took) {
        line(GREEN, "ready", String.format(Locale.ROOT, "%-24s port %-6d pid %-8d %5.1f s", part, port, pid, took.toMillis() / MILLIS));
    }

    @Override
    public synchronized void failed(String part, String how, List<String> lastLines, Duration pause) {
        line(RED, "failed", part + " " + how + "; started again in " + pause.toMillis() + " ms. Its last lines:");
        lastLines.forEach(last -> out.println("    | " + last));
        out.flush();
    }

    @Override
    public synchronized void stopped(String part) {
        out.println("stopped " + part);
    }

    public synchronized void say(String text) {
        out.println(text);
    }

    void table(List<ProcessStatus> processes) {
        for (ProcessStatus process : processes) {
            say(String.format(Locale.ROOT, "%-24s %-10s port %-6d %s", process.name(), process.state(), process.port(),
                    process.pid() == 0 ? "" : "pid " + process.pid()));
        }
    }

    /** A tick or a cross, and what it is about. */
    public synchronized void result(boolean good, String text) {
        line(good ? GREEN : RED, good ? "ok" : "FAILED", text);
    }

    private void line(String colour, String word, String text) {
        String padded = String.format(Locale.ROOT, "%-7s", word);
        out.println((colours ? "\u001b[" + colour + "m" + padded + "\u001b[0m" : padded) + " " + text);
    }
}
