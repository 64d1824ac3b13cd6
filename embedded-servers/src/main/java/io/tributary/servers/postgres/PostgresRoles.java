package io.tributary.servers.postgres;

import io.tributary.servers.files.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.PGConnection;

/** The login roles of a running server: two for each service, of which neither may do anything outside of the service's schema. */
public record PostgresRoles(int port, Secrets secrets) {
    private static final String DATABASE = "tributary";
    private static final String MAINTENANCE = "postgres";
    private static final long TURN = 7_263_581L;

    /** The service's roles and a schema of its own in the database that all services of this server share; what is missing is made. */
    public ServiceLogins ensureSchema(String service) {
        String owner = RoleScript.owner(service);
        try (Connection turn = superuser(MAINTENANCE); Statement waiting = turn.createStatement()) {
            waiting.execute("select pg_advisory_lock(" + TURN + ")"); // the server refuses who changes what another is changing
            ensureDatabase();
            try (Connection shared = superuser(DATABASE); Statement sql = shared.createStatement()) {
                shared.setAutoCommit(false);
                sql.execute(RoleScript.ofServer() + RoleScript.ofService(service));
                setPassword(shared, owner);
                setPassword(shared, RoleScript.runTime(service));
                shared.commit();
            }
            return logins(service);
        } catch (SQLException e) {
            throw new IllegalStateException("The schema of " + service + " could not be made", e);
        }
    }

    /** Has the server log each statement of the role's later connections. */
    public void logStatementsOf(String role) {
        try (Connection server = superuser(MAINTENANCE); Statement sql = server.createStatement()) {
            sql.execute("alter role " + server.unwrap(PGConnection.class).escapeIdentifier(role) + " set log_statement = 'all'");
        } catch (SQLException e) {
            throw new IllegalStateException("The statements of " + role + " cannot be logged", e);
        }
    }

    /** How the service reaches a schema that is there already. */
    public ServiceLogins logins(String service) {
        String url = url(DATABASE) + "?currentSchema=" + RoleScript.owner(service) + "&ApplicationName=" + service;
        return new ServiceLogins(login(url, RoleScript.owner(service)), login(url, RoleScript.runTime(service)));
    }

    /** As the server's superuser, to the database of the services. */
    public Connection administrator() throws SQLException {
        return superuser(DATABASE);
    }

    private ServiceDatabase login(String url, String role) {
        return new ServiceDatabase(url, role, secrets.password(role));
    }

    private void ensureDatabase() throws SQLException {
        try (Connection server = superuser(MAINTENANCE); Statement sql = server.createStatement()) {
            if (!exists(server, "select 1 from pg_database where datname = ?", DATABASE)) {
                sql.execute("create database " + DATABASE);
            }
        }
    }

    /** Hashed here, so that no statement, and so no log, shows it. */
    private void setPassword(Connection connection, String role) throws SQLException {
        connection.unwrap(PGConnection.class).alterUserPassword(role, secrets.password(role).toCharArray(), "scram-sha-256");
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
}
