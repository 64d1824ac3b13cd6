package io.tributary.platform.command.operations;

import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How far a rebuild is: a bar that moves on a terminal; anywhere else a line per change of state. */
final class Progress {
    private static final int WIDTH = 30;
    private static final String TO_BEGIN_OF_LINE = "\r\u001b[K";
    private static final int PERCENT = 100;
    private final PrintWriter out;
    private final boolean terminal;
    private String state = "";
    private boolean barShown;

    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static boolean isOnTerminal() { return System.console() != null && System.console().isTerminal(); }

    void show(JsonNode rebuild) {
        if (terminal) {
            out.print(TO_BEGIN_OF_LINE + bar(rebuild));
            out.flush();
            barShown = true;
        } else if (!state.equals(rebuild.path("state").asString())) {
            out.println(text(rebuild));
        }
        state = rebuild.path("state").asString();
    }

    /** Leaves what was shown last on a line of its own. */
    void end() {
        if (barShown) {
            out.println();
        }
    }

    static String bar(JsonNode rebuild) {
        long total = rebuild.path("total").asLong();
        int filled = total == 0 ? 0 : (int) Math.min(WIDTH, WIDTH * rebuild.path("processed").asLong() / total);
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + text(rebuild);
    }

    static String text(JsonNode rebuild) {
        long processed = rebuild.path("processed").asLong();
        long total = rebuild.path("total").asLong();
        var text = new StringBuilder(String.format(Locale.ROOT, "%-9s %3d %% %,d of %,d", rebuild.path("state").asString(),
                total == 0 ? 0 : PERCENT * processed / total, processed, total));
        if (rebuild.path("eventsPerSecond").asLong() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d/s", rebuild.path("eventsPerSecond").asLong()));
        }
        if (rebuild.path("state").asString().equals("RUNNING") && rebuild.path("etaSeconds").isNumber()) {
            text.append(", ").append(rebuild.path("etaSeconds").asLong()).append(" s left");
        }
        return text.toString();
    }
}
