package io.tributary.acceptance.ownservers;

import io.tributary.servers.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server with its superuser and nobody else, which talks to nobody who does not encrypt. */
record OwnPostgres(PostgresServer server, Path folder) implements AutoCloseable {
    static OwnPostgres started(Path folder, Certificate certificate) throws IOException, SQLException {
        var started = new OwnPostgres(PostgresServer.start(folder, 0), folder);
        Path cluster = folder.resolve("cluster");
        try (Connection connection = DriverManager.getConnection(started.address("postgres"), "postgres", started.password());
                Statement sql = connection.createStatement()) {
            sql.execute("alter system set ssl = on");
            sql.execute("alter system set ssl_cert_file = '" + certificate.certificate() + "'");
            sql.execute("alter system set ssl_key_file = '" + certificate.key() + "'");
            Files.writeString(cluster.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n");
            sql.execute("select pg_reload_conf()");
        }
        return started;
    }

    String password() throws IOException {
        return Files.readString(folder.resolve("secrets").resolve("postgres")).strip();
    }

    String address(String database) {
        return "jdbc:postgresql://localhost:" + server.port() + "/" + database;
    }

    @Override
    public void close() {
        server.close();
    }
}
