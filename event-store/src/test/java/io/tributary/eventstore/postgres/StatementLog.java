package io.tributary.eventstore.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The statements of one role, one line each, as the server's own log has them, but for those of a pool that opens or tries connections. A statement is there before its answer is. */
record StatementLog(Path file, String role) {
    private static final String ON_CONNECTING = "SET application_name";
    private static final String IS_IT_ALIVE = "statement: ";
    private static final String CONTINUED = "\t";

    List<String> all() {
        var marker = "] " + role + " LOG:  ";
        var statements = new ArrayList<String>();
        boolean inside = false;
        for (var line : lines()) {
            int start = line.indexOf(marker);
            if (start >= 0) {
                statements.add(line.substring(start + marker.length()));
                inside = true;
            } else if (inside && line.startsWith(CONTINUED)) {
                statements.add(statements.removeLast() + " " + line.strip());
            } else {
                inside = false;
            }
        }
        statements.removeIf(statement -> statement.contains(ON_CONNECTING) || statement.equals(IS_IT_ALIVE));
        return statements;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
