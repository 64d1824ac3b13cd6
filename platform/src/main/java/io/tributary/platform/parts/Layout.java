package io.tributary.platform.parts;

import io.tributary.platform.files.Secrets;
import io.tributary.platform.kafka.KafkaAccess;
import io.tributary.platform.postgres.PostgresBinaries;
import io.tributary.platform.postgres.PostgresDirectory;
import io.tributary.platform.postgres.PostgresRoles;
import io.tributary.platform.postgres.ServiceLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where everything of one platform is: its build, its data, its ports, which services it leaves to others, and whether its processes
 * record start-up caches.
 */
public record Layout(Path home, Path data, int portBase, Topology topology, Set<String> without, boolean recording) {
    static final String SECRETS = "secrets";
    private static final int SERVERS = 10;

    public Path log(String part) {
        return data.resolve("logs").resolve(part + ".log");
    }

    Path folder(String part) {
        return data.resolve(part);
    }

    /** Secrets of the platform as a whole; a database's stand beside its data. */
    Secrets secrets() {
        return new Secrets(folder(SECRETS));
    }

    /** The users of the broker and what they may do. */
    public KafkaAccess kafkaAccess() {
        return new KafkaAccess(secrets(), Service.onTheBroker().stream().map(Service::topics).toList());
    }

    public String kafkaServers() {
        return "127.0.0.1:" + kafkaPort();
    }

    /** How each service reaches its schema, as its server has been told; nothing is made or changed. */
    public Map<String, ServiceLogins> logins() {
        Map<String, ServiceLogins> logins = new LinkedHashMap<>();
        for (Service service : Service.onPostgres()) {
            String server = topology == Topology.PRIVATE_SCHEMAS ? PostgresPart.SHARED : PostgresPart.of(service);
            Secrets passwords = new PostgresDirectory(PostgresBinaries.unpacked(), folder(server).toAbsolutePath()).secrets();
            logins.put(service.text(), new PostgresRoles(postgresPort(server), passwords).logins(service.text()));
        }
        return logins;
    }

    /** Unpacked programs and their start-up caches belong to the build. */
    Path programs() {
        return home.resolve("target").resolve("programs");
    }

    /** The service's runnable jar, as the build leaves it. */
    Path jar(Service service) throws IOException {
        Path target = home.resolve(service.text()).resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().startsWith(service.text())).filter(
                    file -> file.getFileName().toString().endsWith("-exec.jar")).findFirst().orElseThrow(
                            () -> new IOException("There is no runnable jar in " + target + ": build with ./mvnw -DskipTests package"));
        }
    }

    int port(Service service) {
        return service.port(portBase);
    }

    int kafkaPort() {
        return portBase + SERVERS + 1;
    }

    int kafkaControllerPort() {
        return portBase + SERVERS + 2;
    }

    int mongoPort() {
        return portBase + SERVERS + 3;
    }

    int postgresPort(String server) {
        return portBase + SERVERS
                + List.of(PostgresPart.SHARED, "", "", "", PostgresPart.of(Service.USER), PostgresPart.of(Service.PAYMENT),
                        PostgresPart.of(Service.PROJECTIONS)).indexOf(server);
    }
}
