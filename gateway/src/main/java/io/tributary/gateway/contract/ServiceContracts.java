package io.tributary.gateway.contract;

import io.tributary.gateway.Service;
import io.tributary.gateway.ServiceClient;
import io.tributary.gateway.ServiceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks every service at the same time for a document about itself. */
@Component
class ServiceContracts {
    /** A service makes its document when it is first asked for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final ServiceClient services;
    private final JsonMapper json;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    ServiceContracts(ServiceClient services, JsonMapper json) {
        this.services = services;
        this.json = json;
    }

    /** The documents of the services that gave one. */
    Map<Service, JsonNode> ask(String path) {
        var asked = new EnumMap<Service, CompletableFuture<Optional<JsonNode>>>(Service.class);
        for (Service service : Service.values()) {
            asked.put(service, CompletableFuture.supplyAsync(() -> document(service, path), threads));
        }
        var documents = new EnumMap<Service, JsonNode>(Service.class);
        asked.forEach((service, answer) -> answer.join().ifPresent(document -> documents.put(service, document)));
        return documents;
    }

    private Optional<JsonNode> document(Service service, String path) {
        try {
            var answer = services.send(service, path, PATIENCE, call -> call.header("Accept", "application/json"));
            try (InputStream body = answer.body()) {
                return answer.statusCode() == HttpStatus.OK.value() ? Optional.of(json.readTree(body)) : Optional.empty();
            }
        } catch (ServiceFailure | IOException | JacksonException _) {
            return Optional.empty();
        }
    }
}
