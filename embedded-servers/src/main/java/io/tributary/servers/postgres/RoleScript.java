package io.tributary.servers.postgres;

import io.tributary.servers.files.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.postgresql.util.PasswordUtil;

/**
 * The SQL that shuts a server and lets one service into a schema of its own, for a superuser connected to the database that holds the schema.
 * It can be run again at any time and adds what is missing; passwords are set apart from it.
 */
public final class RoleScript {
    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,50}");

    private RoleScript() {}

    public static String ofServer() {
        return read("server.sql");
    }

    public static String ofService(String service) {
        return read("service.sql").replace("service_name", owner(service));
    }

    /** The passwords of the service's roles as the server stores them, from which they cannot be had back. */
    public static String passwords(String service, Secrets secrets) {
        try {
            StringBuilder statements = new StringBuilder();
            for (String role : List.of(owner(service), runTime(service))) {
                statements.append(PasswordUtil.genAlterUserPasswordSQL(role, secrets.password(role).toCharArray(), "scram-sha-256")).append(
                        ";\n");
            }
            return statements.toString();
        } catch (SQLException e) {
            throw new IllegalStateException("The passwords of " + service + " could not be hashed", e);
        }
    }

    /** The role that owns the service's schema, which bears the same name. */
    public static String owner(String service) {
        if (!SERVICE.matcher(service).matches()) {
            throw new IllegalArgumentException("Not a service name: " + service);
        }
        return service.replace('-', '_');
    }

    public static String runTime(String service) {
        return owner(service) + "_runtime";
    }

    private static String read(String name) {
        try (InputStream script = Objects.requireNonNull(RoleScript.class.getResourceAsStream(name), name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read", e);
        }
    }
}
