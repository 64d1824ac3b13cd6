package io.tributary.platform.parts;

import io.tributary.platform.identity.Issuer;
import io.tributary.platform.identity.Role;
import io.tributary.platform.identity.TokenFolder;
import io.tributary.servers.files.Secrets;
import io.tributary.servers.kafka.KafkaAccess;
import io.tributary.servers.postgres.PostgresBinaries;
import io.tributary.servers.postgres.PostgresDirectory;
import io.tributary.servers.postgres.PostgresRoles;
import io.tributary.servers.postgres.ServiceLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where everything of one platform is: its build, its data, its ports, which services it leaves to others, whether its processes record
 * start-up caches, and of which services it runs more than one instance.
 */
public record Layout(Path home, Path data, int portBase, Topology topology, Set<String> without, boolean recording,
        Map<Service, Integer> instances) {
    static final String SECRETS = "secrets";
    /** Of the gateway, where it issues tokens. */
    static final String ISSUER = "issuer";
    private static final int SERVERS = 10;

    /** One instance of each service. */
    public Layout(Path home, Path data, int portBase, Topology topology, Set<String> without, boolean recording) {
        this(home, data, portBase, topology, without, recording, Map.of());
    }

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

    /** As tokens name it. */
    static String issuer(int portBase) {
        return "http://localhost:" + portBase;
    }

    /** The tokens of the platform whose data and gateway are there. */
    public static TokenFolder tokens(Path data, int portBase) {
        return new TokenFolder(data.resolve(TokenFolder.NAME),
                new Issuer("http://127.0.0.1:" + portBase, new Secrets(data.resolve(SECRETS))));
    }

    public TokenFolder tokens() {
        return tokens(data, portBase);
    }

    /** Whom there are tokens for; a customer only where one can be registered. */
    List<Role> roles() {
        List<Role> staff = List.of(Role.SUPPORT, Role.OPS);
        return without.contains(Service.USER.text()) ? staff : Stream.concat(Stream.of(Role.CUSTOMER), staff.stream()).toList();
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
            logins.put(service.text(), roles(server(service)).logins(service.text()));
        }
        return logins;
    }

    /** The server that holds the service's data now: a service can be moved to one of its own. */
    public String server(Service service) {
        boolean own = topology == Topology.SEPARATE_INSTANCES || new DataFolder(data).moved().contains(service.text());
        return own ? ownServer(service) : PostgresPart.SHARED;
    }

    /** What the service's own server is called, whether there is one or not. */
    public static String ownServer(Service service) {
        return PostgresPart.of(service);
    }

    public PostgresRoles roles(String server) {
        Path folder = folder(server).toAbsolutePath();
        return new PostgresRoles(postgresPort(server), new PostgresDirectory(PostgresBinaries.unpacked(), folder).secrets());
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
        return service.port(portBase, 1);
    }

    /** The numbers of its instances, from 1. */
    IntStream instances(Service service) {
        return IntStream.rangeClosed(1, instances.getOrDefault(service, 1));
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
