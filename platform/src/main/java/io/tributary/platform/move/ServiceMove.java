package io.tributary.platform.move;

import io.tributary.servers.postgres.PostgresRoles;
import io.tributary.servers.postgres.RoleScript;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Copies a service's schema to another server: most of its log while the service writes on, the rest while its writers wait. Until
 * {@link #finish} returns, the old server is as it was, however this process ends; after it, the old server takes no more writes of the
 * service, and both hold the same. Price: writers wait for as long as it takes to copy and compare what is not the log, and its last rows.
 */
public final class ServiceMove implements AutoCloseable {
    /** A rest of that many rows is copied in no time. */
    private static final long SMALL = 500;
    private static final int MOST_ROUNDS = 20;
    private static final String DEADLOCK = "40P01";
    private static final long BEFORE_THE_FIRST = -1;

    private final String service;
    private final PostgresRoles oldRoles;
    private final Schema from;
    private final Schema to;
    private final List<Table> tables;
    private final Map<Table, Long> copiedUpTo = new HashMap<>();
    private final Map<Table, Digest> verified = new HashMap<>();

    private ServiceMove(String service, PostgresRoles oldRoles, Schema from, Schema to) throws SQLException {
        this.service = service;
        this.oldRoles = oldRoles;
        this.from = from;
        this.to = to;
        this.tables = from.tables();
    }

    /** What was moved: each table's rows and digest, which are the same on both servers, and how long writers had to wait. */
    public record Moved(Map<String, Digest> tables, Duration pause) {}

    /** Makes roles, schema and tables on the new server, which must not hold any of the service. */
    public static ServiceMove begin(String service, PostgresRoles oldServer, PostgresRoles newServer) {
        try {
            newServer.ensureSchema(service);
            String name = RoleScript.owner(service);
            var move = new ServiceMove(service, oldServer, Schema.on(oldServer.administrator(), name),
                    Schema.on(newServer.administrator(), name));
            move.makeTables();
            return move;
        } catch (SQLException e) {
            throw new MoveFailed("The tables of " + service + " could not be made: " + e.getMessage(), e);
        }
    }

    private void makeTables() throws SQLException {
        List<String> unknown = from.unknown();
        if (!unknown.isEmpty()) {
            throw new MoveFailed("The schema of " + service + " holds what cannot be moved: " + String.join(", ", unknown), null);
        }
        List<String> structure = from.structure();
        for (String statement : structure) {
            boolean byOwner = statement.startsWith("create") || statement.startsWith("alter");
            to.execute(byOwner ? "set local role " + RoleScript.owner(service) : "reset role");
            to.execute(statement);
        }
        to.execute("reset role");
        if (!to.structure().equals(structure)) {
            throw new MoveFailed("The tables of " + service + " came out differently on the new server", null);
        }
        to.connection().commit();
        from.connection().rollback();
    }

    /** Returns when only little of the log is left to copy. */
    public void copyWhileRunning() {
        try {
            long copied = SMALL + 1;
            for (int round = 0; round < MOST_ROUNDS && copied > SMALL; round++) {
                copied = 0;
                for (Table log : tables.stream().filter(Table::isLog).toList()) {
                    copied += copyNewRows(log);
                    to.connection().commit();
                    from.connection().rollback();
                }
            }
        } catch (SQLException e) {
            throw new MoveFailed("The log of " + service + " could not be copied: " + e.getMessage(), e);
        }
    }

    /**
     * Holds the writers, copies the rest, compares both servers, and closes the old one to the service's writes.
     *
     * @throws MoveFailed with the old server as before, also if it would take longer than {@code longestPause}
     */
    public Moved finish(Duration longestPause) {
        long begin = System.nanoTime();
        try {
            bound(longestPause);
            holdWriters();
            for (Table table : tables) {
                copyRest(table);
                requireWithin(longestPause, begin);
            }
            for (String counter : from.counters()) {
                to.execute(counter);
            }
            to.connection().commit();
            closeToWriters();
            return new Moved(moved(), Duration.ofNanos(System.nanoTime() - begin));
        } catch (SQLException e) {
            throw new MoveFailed("The rest of " + service + " could not be moved: " + e.getMessage(), e);
        }
    }

    /** Lets the service work on the old server again, after {@link #finish}. */
    public void reopen() {
        oldRoles.ensureSchema(service);
    }

    /** No statement may hold the writers for longer than all of it. */
    private void bound(Duration longestPause) throws SQLException {
        String limit = "set statement_timeout = " + Math.max(1, longestPause.toMillis());
        from.execute(limit);
        to.execute(limit);
        to.execute("set session_replication_role = replica"); // references hold already
        from.connection().commit();
        to.connection().commit();
    }

    /** Whoever holds one table and waits for another would be given up before this: it begins again instead. */
    private void holdWriters() throws SQLException {
        String all = tables.stream().map(Table::qualified).collect(Collectors.joining(", "));
        for (int attempt = 1;; attempt++) {
            try {
                from.execute("set local deadlock_timeout = '20ms'");
                from.execute("lock table " + all + " in exclusive mode");
                return;
            } catch (SQLException e) {
                from.connection().rollback();
                if (!DEADLOCK.equals(e.getSQLState()) || attempt == MOST_ROUNDS) {
                    throw e;
                }
            }
        }
    }

    private void requireWithin(Duration longestPause, long begin) {
        if (System.nanoTime() - begin > longestPause.toNanos()) {
            throw new MoveFailed("Writers of " + service + " would have to wait longer than " + longestPause.toMillis() + " ms", null);
        }
    }

    /** A log's new rows; everything of any other table, whose rows may have changed. */
    private void copyRest(Table table) throws SQLException {
        if (table.isLog()) {
            copyNewRows(table);
            long rows = from.number("select count(*) from " + table.qualified());
            if (rows != digestOf(table).rows()) {
                throw differs(table, "there are " + rows + " rows, and " + digestOf(table).rows() + " were copied");
            }
        } else {
            from.copy(table, "", to);
            verified.put(table, compared(table, ""));
        }
    }

    private long copyNewRows(Table log) throws SQLException {
        long after = copiedUpTo.getOrDefault(log, BEFORE_THE_FIRST);
        long upTo = from.number(log.lastNumber());
        String rows = log.within(after, upTo);
        from.copy(log, rows, to);
        Digest copied = compared(log, rows);
        verified.merge(log, copied, Digest::plus);
        copiedUpTo.put(log, upTo);
        return copied.rows();
    }

    private Digest compared(Table table, String rows) throws SQLException {
        Digest here = from.digest(table, rows);
        Digest there = to.digest(table, rows);
        if (!here.equals(there)) {
            throw differs(table, here + " on the old server, " + there + " on the new one");
        }
        return here;
    }

    private MoveFailed differs(Table table, String how) {
        return new MoveFailed("Table " + table.qualified() + " differs: " + how, null);
    }

    private Digest digestOf(Table table) {
        return verified.getOrDefault(table, Digest.NOTHING);
    }

    /** Whoever waited for the locks is refused when they are gone. */
    private void closeToWriters() throws SQLException {
        String owner = RoleScript.owner(service);
        String worker = RoleScript.runTime(service);
        from.execute("revoke insert, update, delete, truncate on all tables in schema " + owner + " from " + worker);
        from.execute("alter role " + owner + " nologin");
        from.execute("alter role " + worker + " nologin");
        from.connection().commit();
    }

    private Map<String, Digest> moved() {
        Map<String, Digest> moved = new TreeMap<>();
        verified.forEach((table, digest) -> moved.put(table.name(), digest));
        return moved;
    }

    /** Before {@link #finish} returned: leaves the old server as it was. */
    @Override
    public void close() {
        try (from; to) {
            from.connection().rollback();
        } catch (SQLException e) {
            throw new MoveFailed("The servers of " + service + " could not be left in order: " + e.getMessage(), e);
        }
    }
}
