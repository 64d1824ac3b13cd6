package io.tributary.platform.parts;

import io.tributary.platform.supervisor.Part;
import io.tributary.servers.postgres.PostgresBinaries;
import io.tributary.servers.postgres.PostgresDirectory;
import io.tributary.servers.postgres.ServiceLogins;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A PostgreSQL server, ready when the schemas and roles of the services it serves are. */
final class PostgresPart implements Part {
    static final String SHARED = "postgresql";

    private final Layout layout;
    private final String name;
    private final int port;
    private final PostgresDirectory directory;
    private final Map<Service, ServiceLogins> logins = new HashMap<>();

    PostgresPart(Layout layout, String name) {
        this.layout = layout;
        this.name = name;
        this.port = layout.postgresPort(name);
        this.directory = new PostgresDirectory(PostgresBinaries.unpacked(), layout.folder(name).toAbsolutePath());
    }

    static String of(Service service) {
        return SHARED + "-" + service.text();
    }

    synchronized ServiceLogins logins(Service service) {
        return logins.computeIfAbsent(service, asked -> layout.roles(name).ensureSchema(asked.text()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Launch launch() throws Exception {
        directory.prepare();
        return new Launch(directory.serverCommand(port), Map.of());
    }

    @Override
    public boolean isReady(Started started) {
        if (!directory.isReady(started.pid())) {
            return false;
        }
        Service.onPostgres().stream().filter(service -> layout.server(service).equals(name)).forEach(this::logins);
        return true;
    }

    /** Without waiting for clients to leave. */
    @Override
    public StopSignal stopSignal() {
        return StopSignal.INTERRUPT;
    }
}
