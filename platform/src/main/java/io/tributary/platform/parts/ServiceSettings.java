package io.tributary.platform.parts;

import io.tributary.platform.postgres.ServiceLogins;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each service is told by its environment. */
final class ServiceSettings {
    private static final String LOOPBACK = "127.0.0.1";

    private final Layout layout;
    private final Map<Service, PostgresPart> servers;

    ServiceSettings(Layout layout, Map<Service, PostgresPart> servers) {
        this.layout = layout;
        this.servers = servers;
    }

    /** The settings of the service; its database's server must run. */
    Map<String, String> of(Service service) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SERVER_PORT", "" + layout.port(service));
        settings.put("SERVER_ADDRESS", LOOPBACK);
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
        return settings;
    }

    private void putStore(Map<String, String> settings, Service service) {
        PostgresPart server = servers.get(service);
        if (server != null) {
            ServiceLogins logins = server.logins(service);
            settings.put("SPRING_DATASOURCE_URL", logins.runTime().url());
            settings.put("SPRING_DATASOURCE_USERNAME", logins.runTime().user());
            settings.put("SPRING_DATASOURCE_PASSWORD", logins.runTime().password());
            settings.put("SPRING_FLYWAY_USER", logins.owner().user());
            settings.put("SPRING_FLYWAY_PASSWORD", logins.owner().password());
        }
        if (service.store() == Service.Store.MONGODB) {
            settings.put("TRIBUTARY_MONGO_URI", "mongodb://" + LOOPBACK + ":" + layout.mongoPort());
            settings.put("TRIBUTARY_MONGO_DATABASE", service.text().replace('-', '_'));
        }
    }

    private void putServices(Map<String, String> settings) {
        for (Service other : Service.values()) {
            if (other != Service.GATEWAY) {
                settings.put("TRIBUTARY_SERVICES_" + other.name() + "_URL", "http://" + LOOPBACK + ":" + layout.port(other));
            }
        }
    }
}
