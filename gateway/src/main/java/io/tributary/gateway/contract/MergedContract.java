package io.tributary.gateway.contract;

import io.tributary.gateway.Service;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One document from several: each route that the gateway serves, as the service behind it describes it, with the answers that only the
 * gateway gives.
 */
final class MergedContract {
    private static final String OPERATIONS = "/operations/";
    private static final Map<String, String> OF_THE_GATEWAY = Map.of("502", "service-failed", "503", "service-unavailable", "504",
            "service-timeout");
    private static final Map<String, String> OF_THE_LISTENER = Map.of("414", "uri-too-long", "431", "headers-too-large");
    private static final Map<String, String> OF_THE_GUARD = Map.of("401", "unauthenticated", "403", "forbidden", "429",
            "too-many-requests");
    private final ObjectNode document;
    private final SharedSchemas schemas;
    private final ServedRoutes routes;

    /** @param own what the gateway answers by itself */
    MergedContract(ObjectNode own, ServedRoutes routes, boolean guarded) {
        this.document = own;
        this.schemas = new SharedSchemas(own);
        this.routes = routes;
        addToAll(OF_THE_LISTENER);
        if (guarded) {
            addToAll(OF_THE_GUARD);
        }
    }

    private void addToAll(Map<String, String> problems) {
        document.at("/paths").forEach(path -> path.forEach(call -> addProblems((ObjectNode) call, problems)));
    }

    void without(Service service) {
        ((ArrayNode) document.withArray("x-unreachable")).add(service.text());
    }

    void add(Service service, JsonNode contract) {
        var names = schemas.add(service, contract.at("/components/schemas"));
        contract.at("/components/securitySchemes").properties().forEach(
                scheme -> document.withObject("/components/securitySchemes").set(scheme.getKey(), scheme.getValue()));
        if (contract.has("security")) {
            document.set("security", contract.get("security"));
        }
        for (var path : contract.path("paths").properties()) {
            for (var call : path.getValue().properties()) {
                if (routes.serves(call.getKey(), path.getKey()) && !described(path.getKey(), call.getKey())) {
                    JsonNode described = names.in(call.getValue());
                    pathItem(path.getKey()).set(call.getKey(), passedOn(service, path.getKey(), call.getKey(), (ObjectNode) described));
                }
            }
        }
    }

    private boolean described(String path, String method) {
        return document.path("paths").path(path).has(method);
    }

    private ObjectNode pathItem(String path) {
        var paths = document.withObject("/paths");
        return paths.get(path) instanceof ObjectNode item ? item : paths.putObject(path);
    }

    private ObjectNode passedOn(Service service, String path, String method, ObjectNode call) {
        boolean operation = path.startsWith(OPERATIONS);
        call.putArray("tags").add(operation ? "operations" : service.text());
        call.put("operationId", method + path.replaceAll("[{}]", "").replace('/', '-'));
        if (operation && ofAll(path)) {
            merge(call);
        } else {
            addProblems(call, OF_THE_GATEWAY);
        }
        return call;
    }

    /** Lists and what is told to all services at once name no single thing. */
    private static boolean ofAll(String path) {
        return !path.contains("{");
    }

    private void merge(ObjectNode call) {
        JsonNode page = call.at("/responses/200/content/application~1json/schema/$ref");
        String name = page.asString().substring(SharedSchemas.REFERENCE.length());
        JsonNode items = document.at("/components/schemas").path(name).at("/properties/items");
        String merged = "All" + name;
        var schema = document.withObject("/components/schemas").putObject(merged).put("type", "object");
        schema.putArray("required").add("items").add("unreachable").add("next");
        var properties = schema.putObject("properties");
        var named = properties.putObject("items").put("type", "array").putObject("items").putArray("allOf");
        named.add(items.path("items"));
        named.addObject().putObject("properties").putObject("service").put("type", "string");
        properties.putObject("unreachable").put("type", "array").put("description",
                "Services whose items are missing").putObject("items").put("type", "string");
        var next = properties.putObject("next").put("description", "Cursor of the pages behind these; null if there are none").putArray(
                "anyOf");
        next.addObject().put("type", "string");
        next.addObject().put("type", "null");
        ((ObjectNode) call.at("/responses/200/content/application~1json/schema")).put("$ref", SharedSchemas.REFERENCE + merged);
    }

    private static void addProblems(ObjectNode call, Map<String, String> problems) {
        new TreeMap<>(problems).forEach((status, type) -> {
            var types = call.at("/responses/" + status + "/content/application~1problem+json/schema/allOf/1/properties/type/enum");
            if (types instanceof ArrayNode known) {
                known.add("/problems/" + type);
            } else {
                ((ObjectNode) call.path("responses")).set(status, problem(call, type));
            }
        });
    }

    private static ObjectNode problem(ObjectNode call, String type) {
        var answer = call.objectNode().put("description", type.replace('-', ' '));
        var parts = answer.withObject("/content").putObject("application/problem+json").putObject("schema").putArray("allOf");
        parts.addObject().put("$ref", SharedSchemas.REFERENCE + "Problem");
        parts.addObject().putObject("properties").putObject("type").put("type", "string").putArray("enum").add("/problems/" + type);
        return answer;
    }

    ObjectNode document() {
        var schemas = document.withObject("/components/schemas");
        if (!schemas.has("Problem")) {
            schemas.putObject("Problem").put("type", "object");
        }
        return document;
    }
}
