package io.tributary.platform.move;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** A service's schema on one server, as the server's administrator sees it. */
record Schema(Connection connection, String name) implements AutoCloseable {
    /** So that names are written in full and values alike on every server. */
    private static final String SESSION = "set search_path = ''; set extra_float_digits = 1; set bytea_output = 'hex'; set timezone = 'UTC'";

    static Schema on(Connection connection, String name) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(SESSION);
        }
        connection.setAutoCommit(false);
        return new Schema(connection, name);
    }

    /** The statements that make it as it is. */
    List<String> structure() throws SQLException {
        return lines("structure.sql");
    }

    /** What it holds that {@link #structure} does not know how to make. */
    List<String> unknown() throws SQLException {
        return lines("unknown.sql");
    }

    List<Table> tables() throws SQLException {
        var query = "select c.relname, (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_catalog.pg_attribute a"
                + " where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '')"
                + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = ? and c.relkind = 'r' order by c.relname";
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement lookup = connection.prepareStatement(query)) {
            lookup.setString(1, name);
            try (ResultSet found = lookup.executeQuery()) {
                while (found.next()) {
                    tables.add(new Table(name, found.getString(1), found.getString(2)));
                }
            }
        }
        return tables;
    }

    /** The numbers that identity columns have come to, as statements that set them. */
    List<String> counters() throws SQLException {
        List<String> counters = new ArrayList<>();
        try (Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(
                        "select sequencename, coalesce(last_value, start_value), last_value is not null from pg_catalog.pg_sequences"
                                + " where schemaname = '" + name + "'")) {
            while (found.next()) {
                counters.add("select setval('%s.%s', %d, %b)".formatted(name, found.getString(1), found.getLong(2), found.getBoolean(3)));
            }
        }
        return counters;
    }

    void execute(String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    long number(String query) throws SQLException {
        try (Statement sql = connection.createStatement(); ResultSet found = sql.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    Digest digest(Table table, String rows) throws SQLException {
        try (Statement sql = connection.createStatement(); ResultSet found = sql.executeQuery(table.digest(rows))) {
            found.next();
            return new Digest(found.getLong(1), found.getBigDecimal(2), found.getBigDecimal(3));
        }
    }

    /** Writes these rows of the table into the same table of the other schema. */
    void copy(Table table, String rows, Schema into) throws SQLException {
        CopyOut out = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut(rows));
        CopyIn in = into.connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyIn());
        try {
            for (byte[] part = out.readFromCopy(); part != null; part = out.readFromCopy()) {
                in.writeToCopy(part, 0, part.length);
            }
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    private List<String> lines(String script) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement sql = connection.createStatement();
                ResultSet found = sql.executeQuery(
                        read(script).replace(":schema", "'" + name + "'"))) {
            while (found.next()) {
                lines.add(found.getString(1));
            }
        }
        return lines;
    }

    private static String read(String script) {
        try (InputStream text = Objects.requireNonNull(Schema.class.getResourceAsStream(script), script)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(script + " could not be read", e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
