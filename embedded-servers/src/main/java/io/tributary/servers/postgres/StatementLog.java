package io.tributary.servers.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a role has had the server do, as the server's own log has it. A statement is there before its answer is. */
public final class StatementLog {
    private static final String CONTINUED = "\t";

    /** What a pool says when it opens or tries a connection. */
    private static final Pattern HOUSEKEEPING = Pattern.compile("statement: (SET application_name .*)?");

    private final Path file;
    private final Pattern entry;

    StatementLog(Path file, String role) {
        this.file = file;
        this.entry = Pattern.compile(".* \\[(\\d+)\\] " + Pattern.quote(role) + " LOG:  (.*)");
    }

    /** A statement on one line, and the process of the server, that is the connection, that it came to. */
    public record Statement(long process, String sql) {}

    /** All statements so far, in order, without those by which a pool looks after its connections. */
    public List<Statement> statements() {
        var statements = new ArrayList<Statement>();
        boolean inside = false;
        for (String line : lines()) {
            var found = entry.matcher(line);
            if (found.matches()) {
                statements.add(new Statement(Long.parseLong(found.group(1)), found.group(2)));
                inside = true;
            } else if (inside && line.startsWith(CONTINUED)) {
                Statement begun = statements.removeLast();
                statements.add(new Statement(begun.process(), begun.sql() + " " + line.strip()));
            } else {
                inside = false;
            }
        }
        statements.removeIf(statement -> HOUSEKEEPING.matcher(statement.sql()).matches());
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
