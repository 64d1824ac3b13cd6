package io.tributary.platform.command.operations;

import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Follows one rebuild or audit to its end. */
record RebuildWatch(Operations operations, PrintWriter out, boolean json) {
    private static final Set<String> UNDER_WAY = Set.of("RUNNING", "COMPARING");
    private static final int POLL_MILLIS = 250;

    /** Returns when it has ended, with how. */
    JsonNode untilEnded(JsonNode begun) throws InterruptedException {
        var progress = new Progress(out, Progress.isOnTerminal());
        JsonNode now = begun;
        show(progress, now);
        while (isUnderWay(now)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            now = operations.get("rebuilds/" + Operations.encoded(begun.path("id").asString()));
            show(progress, now);
        }
        progress.end();
        return now;
    }

    static boolean isUnderWay(JsonNode rebuild) {
        return UNDER_WAY.contains(rebuild.path("state").asString());
    }

    private void show(Progress progress, JsonNode rebuild) {
        if (!json) {
            progress.show(rebuild);
        }
    }

    /** Says which rows differ, and why it failed if it did. */
    void explain(JsonNode ended) {
        if (json) {
            out.println(ended);
            return;
        }
        long count = ended.path("differenceCount").asLong();
        ended.path("differences").forEach(row -> out.printf("%s %s%n  live    %s%n  rebuilt %s%n", row.path("table").asString(),
                row.path("key").asString(), valueOf(row.path("live")), valueOf(row.path("rebuilt"))));
        if (count > ended.path("differences").size()) {
            out.println("... and " + (count - ended.path("differences").size()) + " more");
        }
        if (ended.path("error").isString()) {
            out.println("error: " + ended.path("error").asString());
        }
    }

    private static String valueOf(JsonNode row) {
        return row.isNull() ? "(no row)" : row.asString();
    }
}
