package io.tributary.platform.parts;

import io.tributary.platform.supervisor.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All parts of a platform of the given layout, in the order in which they are started and shown. */
public final class PlatformParts {
    private final Layout layout;
    private final Map<Service, PostgresPart> servers;
    private final ServiceSettings settings;

    public PlatformParts(Layout layout) {
        this.layout = layout;
        this.servers = postgresServers(layout);
        this.settings = new ServiceSettings(layout, servers);
    }

    public List<Part> all() {
        HttpClient http = HttpClient.newHttpClient();
        List<Part> parts = new ArrayList<>(servers.values().stream().distinct().toList());
        parts.add(ServerPart.mongodb(layout));
        parts.add(ServerPart.kafka(layout));
        for (Service service : List.of(Service.USER, Service.ORDER, Service.PAYMENT, Service.PROJECTIONS, Service.GATEWAY)) {
            if (!layout.without().contains(service.text())) {
                parts.add(new ServicePart(http, layout, service, needs(service), settings));
            }
        }
        return parts;
    }

    /** Whether a start-up cache is missing, so that starting takes about twice as long. */
    public boolean startsSlowly() throws IOException, InterruptedException {
        for (Part part : all()) {
            boolean cached = switch (part) {
                case ServerPart server -> server.program().hasCache();
                case ServicePart service -> service.program().hasCache();
                default -> true;
            };
            if (!cached) {
                return true;
            }
        }
        return false;
    }

    /** What someone who runs the service himself has to set; to be asked when the servers run. */
    public Map<String, String> settings(Service service) {
        return settings.of(service);
    }

    private Set<String> needs(Service service) {
        Set<String> needs = new HashSet<>();
        PostgresPart server = servers.get(service);
        if (server != null) {
            needs.add(server.name());
        }
        if (service.store() == Service.Store.MONGODB) {
            needs.add(ServerPart.MONGODB);
        }
        if (service != Service.GATEWAY) {
            needs.add(ServerPart.KAFKA);
        }
        return needs;
    }

    private static Map<Service, PostgresPart> postgresServers(Layout layout) {
        List<Service> stored = Service.onPostgres();
        Map<Service, PostgresPart> servers = new EnumMap<>(Service.class);
        if (layout.topology() == Topology.PRIVATE_SCHEMAS) {
            PostgresPart shared = new PostgresPart(layout, PostgresPart.SHARED, stored);
            stored.forEach(service -> servers.put(service, shared));
        } else {
            stored.forEach(service -> servers.put(service, new PostgresPart(layout, PostgresPart.of(service), List.of(service))));
        }
        return servers;
    }
}
