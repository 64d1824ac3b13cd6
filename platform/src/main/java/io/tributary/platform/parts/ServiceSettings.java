package io.tributary.platform.parts;

import io.tributary.servers.postgres.ServiceLogins;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What each service is told by its environment. */
final class ServiceSettings {
    private static final String LOOPBACK = "127.0.0.1";

    private final Layout layout;
    private static final int CONNECTIONS = 40;
    private static final int HELD_CONNECTIONS = 3;
    private static final int LARGEST_POOL = 10;
    private final Function<Service, Optional<PostgresPart>> servers;

    ServiceSettings(Layout layout, Function<Service, Optional<PostgresPart>> servers) {
        this.layout = layout;
        this.servers = servers;
    }

    /** The settings of an instance of the service; its database's server must run. */
    Map<String, String> of(Service service, int instance) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SERVER_PORT", "" + service.port(layout.portBase(), instance));
        settings.put("SERVER_ADDRESS", LOOPBACK);
        putIssuer(settings, service);
        if (service == Service.GATEWAY) {
            putServices(settings);
        } else {
            settings.put("TRIBUTARY_KAFKA_BOOTSTRAP_SERVERS", layout.kafkaServers());
            settings.put("TRIBUTARY_KAFKA_USERNAME", service.text());
            settings.put("TRIBUTARY_KAFKA_PASSWORD", layout.kafkaAccess().password(service.text()));
        }
        if (service == Service.USER) {
            settings.put("TRIBUTARY_EMAIL_CLAIM_KEY", layout.secrets().password("email-claim-key"));
        }
        putStore(settings, service);
        if (layout.instances(service).count() > 1) {
            putSharing(settings, service);
        }
        return settings;
    }

    /** What instances of one service have to agree on: who takes over needs a moment, and the connections of their role are limited. */
    private void putSharing(Map<String, String> settings, Service service) {
        settings.put("TRIBUTARY_LEAVING", "3s");
        if (service.store() == Service.Store.POSTGRESQL) {
            int pool = CONNECTIONS / (int) layout.instances(service).count() - HELD_CONNECTIONS;
            settings.put("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", "" + Math.min(LARGEST_POOL, pool));
        }
    }

    /** The gateway issues the tokens; the others fetch its public keys when they are first shown one. */
    private void putIssuer(Map<String, String> settings, Service service) {
        settings.put("TRIBUTARY_SECURITY_ISSUER", Layout.issuer(layout.portBase()));
        if (service == Service.GATEWAY) {
            settings.put("TRIBUTARY_DEVELOPMENT_ISSUER_ENABLED", "true");
            settings.put("TRIBUTARY_DEVELOPMENT_ISSUER_FOLDER", layout.folder(Layout.ISSUER).toAbsolutePath().toString());
            settings.put("TRIBUTARY_DEVELOPMENT_ISSUER_SECRET", layout.tokens().issuer().secret());
        } else {
            settings.put("TRIBUTARY_SECURITY_JWKS_URI", "http://" + LOOPBACK + ":" + layout.port(Service.GATEWAY) + "/oauth2/jwks");
        }
    }

    private void putStore(Map<String, String> settings, Service service) {
        Optional<ServiceLogins> database = servers.apply(service).map(server -> server.logins(service));
        database.ifPresent(logins -> {
            settings.put("SPRING_DATASOURCE_URL", logins.runTime().url());
            settings.put("SPRING_DATASOURCE_USERNAME", logins.runTime().user());
            settings.put("SPRING_DATASOURCE_PASSWORD", logins.runTime().password());
            settings.put("SPRING_FLYWAY_USER", logins.owner().user());
            settings.put("SPRING_FLYWAY_PASSWORD", logins.owner().password());
        });
        if (service.store() == Service.Store.MONGODB) {
            settings.put("TRIBUTARY_MONGO_URI", "mongodb://" + LOOPBACK + ":" + layout.mongoPort());
            settings.put("TRIBUTARY_MONGO_DATABASE", service.text().replace('-', '_'));
        }
    }

    private void putServices(Map<String, String> settings) {
        for (Service other : Service.values()) {
            if (other != Service.GATEWAY) {
                settings.put("TRIBUTARY_SERVICES_" + other.name() + "_URL", layout.instances(other).mapToObj(
                        instance -> "http://" + LOOPBACK + ":" + other.port(layout.portBase(), instance)).collect(Collectors.joining(",")));
            }
        }
    }
}
