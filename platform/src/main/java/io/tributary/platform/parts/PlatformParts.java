package io.tributary.platform.parts;

import io.tributary.platform.supervisor.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All parts of a platform of the given layout, in the order in which they are started and shown. */
public final class PlatformParts {
    private final Layout layout;
    private final Map<String, PostgresPart> servers = new LinkedHashMap<>();
    private final ServiceSettings settings;

    public PlatformParts(Layout layout) {
        this.layout = layout;
        Service.onPostgres().forEach(service -> {
            servers.computeIfAbsent(layout.server(service), name -> new PostgresPart(layout, name));
            servers.computeIfAbsent(PostgresPart.of(service), name -> new PostgresPart(layout, name));
        });
        this.settings = new ServiceSettings(layout, this::server);
    }

    public List<Part> all() {
        HttpClient http = HttpClient.newHttpClient();
        List<Part> parts = new ArrayList<>(servers.values().stream().filter(this::isUsed).toList());
        parts.add(ServerPart.mongodb(layout));
        parts.add(ServerPart.kafka(layout));
        for (Service service : List.of(Service.USER, Service.ORDER, Service.PAYMENT, Service.PROJECTIONS, Service.GATEWAY)) {
            if (!layout.without().contains(service.text())) {
                layout.instances(service).forEach(
                        instance -> parts.add(new ServicePart(http, layout, service, instance, () -> needs(service), settings)));
            }
        }
        return parts;
    }

    /** Servers that services can be moved to. */
    List<Part> inReserve() {
        return List.copyOf(servers.values().stream().filter(server -> !isUsed(server)).toList());
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
        return settings.of(service, 1);
    }

    private Set<String> needs(Service service) {
        Set<String> needs = new HashSet<>();
        server(service).ifPresent(server -> needs.add(server.name()));
        if (service.store() == Service.Store.MONGODB) {
            needs.add(ServerPart.MONGODB);
        }
        if (service != Service.GATEWAY) {
            needs.add(ServerPart.KAFKA);
        }
        return needs;
    }

    private Optional<PostgresPart> server(Service service) {
        return service.store() == Service.Store.POSTGRESQL ? Optional.ofNullable(servers.get(layout.server(service))) : Optional.empty();
    }

    private boolean isUsed(PostgresPart server) {
        return Service.onPostgres().stream().anyMatch(service -> layout.server(service).equals(server.name()));
    }
}
