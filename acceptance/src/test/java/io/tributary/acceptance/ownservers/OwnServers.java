package io.tributary.acceptance.ownservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.platform.isolation.Administrator;
import io.tributary.servers.files.Secrets;
import io.tributary.servers.kafka.KafkaAccess;
import io.tributary.servers.mongo.MongoServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Servers of one's own, set up with what {@code bootstrap --print} tells, and services on them, everything encrypted. MongoDB is the one of
 * {@code MONGODB_URI}, or the embedded server.
 */
final class OwnServers implements AutoCloseable {
    static final List<String> SERVICES = List.of("gateway", "user-service", "order-service", "payment-service", "projections");
    private static final Duration STARTED = Duration.ofSeconds(120);
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Path folder;
    private final Secrets secrets;
    private final Certificate certificate;
    private final OwnPostgres postgres;
    private final OwnKafka kafka;
    private final HttpClient client;

    OwnServers(Path folder) throws Exception {
        this.folder = folder;
        this.secrets = new Secrets(folder.resolve("secrets"));
        this.certificate = Certificate.made(folder, "servers");
        this.client = HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        this.postgres = kept(OwnPostgres.started(folder.resolve("postgresql"), certificate));
        this.kafka = kept(OwnKafka.started(folder.resolve("kafka"), certificate, secrets.password("kafka-admin")));
        var administrator = new Administrator(folder);
        administrator.setUpPostgres(postgres.server().port(), postgres.password(), administrator.told("--print", "postgresql"));
        administrator.setUpKafka(kafka.address(), administratorOfKafka(), administrator.told("--print", "kafka"));
        int base = RunningPlatform.freePortBase();
        SERVICES.forEach(name -> ports.put(name, base + ports.size()));
    }

    private <T extends AutoCloseable> T kept(T server) {
        running.push(server);
        return server;
    }

    /** All at once; returns when each is ready. */
    void start(List<String> names) throws Exception {
        String mongo = System.getenv("MONGODB_URI");
        if (mongo == null && names.contains("order-service")) {
            mongo = kept(MongoServer.start(Files.createDirectory(folder.resolve("mongodb")), 0)).uri();
        }
        for (String name : names) {
            services.put(name, kept(ServiceProcess.started(name, port(name), folder, environment(name, mongo))));
        }
        await().atMost(STARTED).untilAsserted(() -> services.values().forEach(this::assertReady));
    }

    private void assertReady(ServiceProcess service) {
        if (!service.process().isAlive()) {
            throw new IllegalStateException(service.name() + " ended: " + service.said());
        }
        try {
            Answer health = http(service.name()).get("/actuator/health");
            assertThat(health.status()).as(() -> service.name() + " answers " + health).isEqualTo(200);
        } catch (AssertionError e) {
            throw new AssertionError(service.name() + " is not ready; it said: " + service.said(), e);
        }
    }

    /** Who does not trust its certificate is not answered, and nobody is in plain text. */
    void assertEncrypted(String name) {
        var health = HttpRequest.newBuilder(URI.create(url(name) + "/actuator/health")).build();
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(health, BodyHandlers.ofString())).isInstanceOf(
                SSLHandshakeException.class);
        Http plain = new Http(url(name).replace("https:", "http:"), "");
        assertThat(plain.get("/actuator/health").status()).as(name).isEqualTo(400);
    }

    Map<String, String> environment(String name, @Nullable String mongo) {
        var settings = new LinkedHashMap<>(listener(name));
        switch (name) {
            case "gateway" -> {
                settings.put("TRIBUTARY_DEVELOPMENT_ISSUER_ENABLED", "true");
                settings.put("TRIBUTARY_DEVELOPMENT_ISSUER_FOLDER", folder.resolve("issuer").toString());
                settings.put("TRIBUTARY_DEVELOPMENT_ISSUER_SECRET", secrets.password("issuer-client"));
                settings.put("TRIBUTARY_SERVICES_SSL_BUNDLE", "own");
                Map.of("USER", "user-service", "ORDER", "order-service", "PAYMENT", "payment-service", "PROJECTIONS",
                        "projections").forEach((owner, service) -> settings.put("TRIBUTARY_SERVICES_" + owner + "_URL", url(service)));
            }
            case "order-service" -> {
                settings.putAll(broker(name));
                settings.put("TRIBUTARY_MONGO_URI", Objects.requireNonNull(mongo));
                settings.put("TRIBUTARY_MONGO_DATABASE", "order_service");
            }
            default -> {
                settings.putAll(broker(name));
                settings.putAll(database(name.replace('-', '_')));
            }
        }
        if (name.equals("user-service")) {
            settings.put("TRIBUTARY_EMAIL_CLAIM_KEY", secrets.password("email-claim-key"));
        }
        return settings;
    }

    private Map<String, String> listener(String name) {
        return Map.of("SERVER_PORT", "" + port(name), "SERVER_ADDRESS", "127.0.0.1", "SERVER_SSL_BUNDLE", "own",
                "SPRING_SSL_BUNDLE_PEM_OWN_KEYSTORE_CERTIFICATE", "file:" + certificate.certificate(),
                "SPRING_SSL_BUNDLE_PEM_OWN_KEYSTORE_PRIVATEKEY", "file:" + certificate.key(),
                "SPRING_SSL_BUNDLE_PEM_OWN_TRUSTSTORE_CERTIFICATE", "file:" + certificate.certificate(), "TRIBUTARY_SECURITY_ISSUER",
                url("gateway"), "TRIBUTARY_SECURITY_SSL_BUNDLE", "own");
    }

    private Map<String, String> broker(String name) {
        return Map.of("TRIBUTARY_KAFKA_BOOTSTRAP_SERVERS", kafka.address(), "TRIBUTARY_KAFKA_USERNAME", name,
                "TRIBUTARY_KAFKA_PASSWORD", secrets.password("kafka-" + name), "TRIBUTARY_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "TRIBUTARY_KAFKA_TRUSTED_CERTIFICATES", certificate.certificate().toString());
    }

    private Map<String, String> database(String owner) {
        return Map.of("SPRING_DATASOURCE_URL", databaseUrl(owner, certificate), "SPRING_DATASOURCE_USERNAME", owner + "_runtime",
                "SPRING_DATASOURCE_PASSWORD", secrets.password(owner + "_runtime"), "SPRING_FLYWAY_USER", owner,
                "SPRING_FLYWAY_PASSWORD", secrets.password(owner));
    }

    String databaseUrl(String schema, Certificate trusted) {
        return postgres.address("tributary") + "?currentSchema=" + schema + "&sslmode=verify-full&sslrootcert=" + trusted.certificate();
    }

    String password(String name) {
        return secrets.password(name);
    }

    /** Client settings. */
    Map<String, Object> administratorOfKafka() {
        return kafka.administrator(new KafkaAccess(secrets, List.of()));
    }

    private int port(String name) {
        return Objects.requireNonNull(ports.get(name));
    }

    String url(String name) {
        return "https://localhost:" + port(name);
    }

    Http http(String name) {
        return new Http(url(name), "", client);
    }

    @Override
    public void close() throws Exception {
        services.values().forEach(service -> service.process().destroy());
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
