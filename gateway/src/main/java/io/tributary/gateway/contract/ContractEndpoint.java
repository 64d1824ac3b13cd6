package io.tributary.gateway.contract;

import io.tributary.gateway.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v3/api-docs}: OpenAPI 3.1 of all routes of the gateway, put together from what the services that run say of themselves. */
@RestController
class ContractEndpoint {
    private final ServiceContracts services;
    private final ServedRoutes routes;
    private final JsonMapper json;
    private final boolean guarded;

    ContractEndpoint(ServiceContracts services, ServedRoutes routes, JsonMapper json,
            @Value("${tributary.security.issuer:}") String issuer) {
        this.services = services;
        this.routes = routes;
        this.json = json;
        this.guarded = !issuer.isEmpty();
    }

    /** The routes of a service that gives no document are missing, and it is named in {@code x-unreachable}. */
    @GetMapping("/v3/api-docs")
    JsonNode contract() {
        var merged = new MergedContract((ObjectNode) json.readTree(resource("compositions.json")), routes, guarded);
        var documents = services.ask("/v3/api-docs");
        for (Service service : Service.values()) {
            JsonNode document = documents.get(service);
            if (document == null) {
                merged.without(service);
            } else {
                merged.add(service, document);
            }
        }
        return merged.document();
    }

    private static InputStream resource(String name) {
        try {
            return new ClassPathResource(name, ContractEndpoint.class).getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
