package io.tributary.gateway.contract;

import io.tributary.gateway.Service;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of several documents in one: two of one name are one if they are equal, else the later one is named after its service too. */
final class SharedSchemas {
    static final String REFERENCE = "#/components/schemas/";
    private final ObjectNode schemas;

    SharedSchemas(ObjectNode document) {
        this.schemas = document.withObject("/components/schemas");
    }

    /** Adds those of a service; the result rewrites what refers to them. */
    Names add(Service service, JsonNode theirs) {
        var renamed = new TreeMap<String, String>();
        theirs.properties().stream().filter(one -> schemas.has(one.getKey()) && !schemas.get(one.getKey()).equals(one.getValue())).forEach(
                one -> renamed.put(one.getKey(), service.text() + "." + one.getKey()));
        var names = new Names(renamed);
        theirs.properties().forEach(one -> {
            String name = renamed.getOrDefault(one.getKey(), one.getKey());
            if (!schemas.has(name)) {
                schemas.set(name, names.in(one.getValue()));
            }
        });
        return names;
    }

    /** New names by old ones, of those that another service uses differently. */
    record Names(Map<String, String> renamed) {
        JsonNode in(JsonNode node) {
            JsonNode copy = node.deepCopy();
            if (!renamed.isEmpty()) {
                rewrite(copy);
            }
            return copy;
        }

        private void rewrite(JsonNode node) {
            if (node instanceof ObjectNode object && object.path("$ref").asString("").startsWith(REFERENCE)) {
                String name = object.path("$ref").asString().substring(REFERENCE.length());
                object.put("$ref", REFERENCE + renamed.getOrDefault(name, name));
            }
            List.copyOf(node.valueStream().toList()).forEach(this::rewrite);
        }
    }
}
