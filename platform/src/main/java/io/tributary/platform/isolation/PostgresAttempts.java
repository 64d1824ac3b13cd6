package io.tributary.platform.isolation;

import io.tributary.servers.postgres.ServiceDatabase;
import io.tributary.servers.postgres.ServiceLogins;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tries each service's logins on every other service's database, and its run-time login on its own log. */
final class PostgresAttempts {
    private static final String SHARED = "one database for all, in this topology";
    /** Not privileged, no such function, no such extension, must be superuser. */
    private static final Set<String> DENIALS = Set.of("42501", "42883", "0A000", "58P01");
    /** Wrong password or role; no right to the database; no such database. */
    private static final Set<String> NO_LOGIN = Set.of("28P01", "28000", "42501", "3D000");

    private static final String SERVER = "the server";

    private final Map<String, ServiceLogins> logins;
    private final List<Finding> findings = new ArrayList<>();

    PostgresAttempts(Map<String, ServiceLogins> logins) {
        this.logins = new LinkedHashMap<>(logins);
    }

    List<Finding> findings() {
        logins.forEach((service, own) -> {
            for (ServiceDatabase login : List.of(own.owner(), own.runTime())) {
                logins.forEach((other, target) -> {
                    if (!other.equals(service)) {
                        tryForeign(login, other, target);
                    }
                });
                tryServer(login);
                tryOtherDatabases(login);
            }
            tryOwnLog(service, own.runTime());
        });
        return findings;
    }

    private void tryForeign(ServiceDatabase login, String other, ServiceLogins target) {
        try (Connection connection = open(target.owner().url(), login)) {
            String schema = target.owner().user();
            for (Table table : tables(target.owner())) {
                ForeignStatement.onTable(schema + "." + table.name(), table.column()).forEach(
                        statement -> attempt(connection, login, other, statement));
            }
            ForeignStatement.onSchema(schema, target.owner().user(), target.runTime().user()).forEach(
                    statement -> attempt(connection, login, other, statement));
            findings.add(Finding.accepted(login.user(), SERVER, "see names of tables and roles", SHARED));
            findings.add(Finding.accepted(login.user(), SERVER, "listen, notify, advisory locks", SHARED));
        } catch (SQLException e) {
            findings.add(judged(login.user(), other, "log in", e, NO_LOGIN));
        }
    }

    private void tryServer(ServiceDatabase login) {
        try (Connection connection = open(login.url(), login)) {
            ForeignStatement.onServer().forEach(statement -> attempt(connection, login, SERVER, statement));
        } catch (SQLException e) {
            findings.add(Finding.undecided(login.user(), SERVER, "log in", String.valueOf(e.getMessage())));
        }
    }

    private void tryOtherDatabases(ServiceDatabase login) {
        for (String database : List.of("postgres", "template1")) {
            String url = login.url().replaceFirst("/[^/?]+\\?.*$", "/" + database);
            try (Connection connection = open(url, login)) {
                findings.add(Finding.allowed(login.user(), SERVER, "log in to database " + connection.getCatalog()));
            } catch (SQLException e) {
                findings.add(judged(login.user(), SERVER, "log in to database " + database, e, NO_LOGIN));
            }
        }
    }

    private void tryOwnLog(String service, ServiceDatabase login) {
        String schema = login.user().replaceFirst("_runtime$", "");
        try (Connection connection = open(login.url(), login)) {
            boolean hasLog = tables(login).stream().anyMatch(table -> table.name().equals("event_log"));
            List<ForeignStatement> statements = hasLog ? ForeignStatement.onOwnLog(schema) : ForeignStatement.onOwnSchema(schema);
            statements.forEach(statement -> attempt(connection, login, service, statement));
        } catch (SQLException e) {
            findings.add(Finding.undecided(login.user(), service, "log in", String.valueOf(e.getMessage())));
        }
    }

    private void attempt(Connection connection, ServiceDatabase login, String whose, ForeignStatement statement) {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement.sql());
            findings.add(Finding.allowed(login.user(), whose, statement.kind()));
        } catch (SQLException e) {
            findings.add(judged(login.user(), whose, statement.kind(), e, DENIALS));
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            findings.add(Finding.undecided(login.user(), whose, statement.kind(), "the connection broke: " + e.getMessage()));
        }
    }

    /** An error that is not a denial came after the door. */
    private static Finding judged(String who, String whose, String what, SQLException error, Set<String> denials) {
        String state = String.valueOf(error.getSQLState());
        String message = String.valueOf(error.getMessage()).lines().findFirst().orElse("");
        if (denials.contains(state)) {
            return Finding.refused(who, whose, what, message);
        }
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57")
                ? Finding.undecided(who, whose, what, message)
                : new Finding(who, whose, what, 1, Finding.Outcome.ALLOWED, message);
    }

    /** As their owner sees them. */
    private static List<Table> tables(ServiceDatabase login) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Connection connection = open(login.url(), login);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("""
                        select c.relname, min(a.attname) from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
                          and a.attnum > 0 and a.attidentity = '' and a.attgenerated = ''
                        group by c.relname order by c.relname""")) {
            while (rows.next()) {
                tables.add(new Table(rows.getString(1), rows.getString(2)));
            }
        }
        return tables;
    }

    private static Connection open(String url, ServiceDatabase login) throws SQLException {
        Connection connection = DriverManager.getConnection(url, login.user(), login.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private record Table(String name, String column) {}
}
