package io.tributary.platform.postgres;

import io.tributary.platform.files.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * The login roles of a running server. A service has one role, which owns its schema and may do nothing else: the splitting
 * into a role for migrations and one for the run time belongs here.
 */
public record PostgresRoles(int port, Secrets secrets) {
    private static final String DATABASE = "tributary";
    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,50}");

    /** The service's role and a schema of its own in the database that all services of this server share. */
    public ServiceDatabase ensureSchema(String service) {
        String role = roleOf(service);
        try {
            ensureDatabaseNamed(DATABASE);
            ensureRole(role);
            try (Connection shared = superuser(DATABASE); Statement sql = shared.createStatement()) {
                sql.execute("grant connect on database " + DATABASE + " to " + role);
                sql.execute("create schema if not exists " + role + " authorization " + role);
                sql.execute("alter role " + role + " in database " + DATABASE + " set search_path = " + role);
            }
            return new ServiceDatabase(url(DATABASE) + "?currentSchema=" + role + "&ApplicationName=" + service, role,
                    secrets.password(role));
        } catch (SQLException e) {
            throw new IllegalStateException("The schema of " + service + " could not be made", e);
        }
    }

    /** Has the server log each statement of the role's later connections. */
    public void logStatementsOf(String role) {
        try (Connection server = superuser("postgres"); Statement sql = server.createStatement()) {
            sql.execute("alter role " + server.unwrap(PGConnection.class).escapeIdentifier(role) + " set log_statement = 'all'");
        } catch (SQLException e) {
            throw new IllegalStateException("The statements of " + role + " cannot be logged", e);
        }
    }

    private void ensureDatabaseNamed(String name) throws SQLException {
        try (Connection server = superuser("postgres"); Statement sql = server.createStatement()) {
            if (!exists(server, "select 1 from pg_database where datname = ?", name)) {
                sql.execute("create database " + name);
            }
            sql.execute("revoke all on database " + name + ", postgres, template1 from public");
        }
        try (Connection database = superuser(name); Statement sql = database.createStatement()) {
            sql.execute("revoke all on schema public from public");
        }
    }

    /** The password is hashed here, so that no statement, and so no log, shows it. */
    private void ensureRole(String role) throws SQLException {
        try (Connection server = superuser("postgres"); Statement sql = server.createStatement()) {
            if (!exists(server, "select 1 from pg_roles where rolname = ?", role)) {
                sql.execute("create role " + role + " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls");
            }
            server.unwrap(PGConnection.class).alterUserPassword(role, secrets.password(role).toCharArray(), "scram-sha-256");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement lookup = connection.prepareStatement(query)) {
            lookup.setString(1, name);
            try (ResultSet found = lookup.executeQuery()) {
                return found.next();
            }
        }
    }

    private Connection superuser(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", PostgresDirectory.SUPERUSER);
        login.setProperty("password", secrets.password(PostgresDirectory.SUPERUSER));
        return DriverManager.getConnection(url(database), login);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static String roleOf(String service) {
        if (!SERVICE.matcher(service).matches()) {
            throw new IllegalArgumentException("Not a service name: " + service);
        }
        return service.replace('-', '_');
    }
}
