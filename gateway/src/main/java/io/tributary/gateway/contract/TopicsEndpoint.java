package io.tributary.gateway.contract;

import io.tributary.gateway.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /asyncapi}: AsyncAPI 3.0 of every owner's topic, put together from what the owners that run say of themselves. */
@RestController
class TopicsEndpoint {
    private final ServiceContracts services;
    private final JsonMapper json;

    TopicsEndpoint(ServiceContracts services, JsonMapper json) {
        this.services = services;
        this.json = json;
    }

    /** A service that publishes nothing has no such document. */
    @GetMapping("/asyncapi")
    JsonNode topics() {
        var merged = json.createObjectNode().put("asyncapi", "3.0.0");
        merged.putObject("info").put("title", "Events of all owners").put("version", "1");
        merged.put("defaultContentType", "application/json");
        var schemas = new SharedSchemas(merged);
        services.ask("/asyncapi").forEach((service, document) -> add(merged, schemas, service, document));
        return merged;
    }

    private static void add(ObjectNode merged, SharedSchemas schemas, Service service, JsonNode document) {
        var names = schemas.add(service, document.at("/components/schemas"));
        for (String part : new String[]{"/channels", "/operations", "/components/messages"}) {
            document.at(part).properties().forEach(one -> merged.withObject(part).set(one.getKey(), names.in(one.getValue())));
        }
    }
}
