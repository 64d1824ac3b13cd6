package io.tributary.eventstore.bench.http;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The statements of one role in the log of a PostgreSQL server; each is written before it is carried out, so before it is answered. */
final class StatementLog {
    private final Path file;
    private final String role;
    private long read;

    StatementLog(Path file, String role) throws IOException {
        this.file = file;
        this.role = role;
        skip();
    }

    void skip() throws IOException {
        read = Files.size(file);
    }

    /** Statements since the last look. */
    List<String> news() throws IOException {
        var statements = new ArrayList<String>();
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(read);
            var bytes = new byte[(int) (log.length() - read)];
            log.readFully(bytes);
            read += bytes.length;
            new String(bytes, StandardCharsets.UTF_8).lines().filter(this::isStatement).forEach(
                    line -> statements.add(line.substring(line.indexOf('['))));
        }
        return statements;
    }

    private boolean isStatement(String line) {
        return line.contains("] " + role + " LOG:  ") && (line.contains("LOG:  execute ") || line.contains("LOG:  statement: "));
    }
}
