package io.tributary.acceptance.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document of one listener. */
record Contract(String listener, JsonNode document) {
    private static final String REF = "#";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** One field of a request besides its body. */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /** One call: a method on a path. */
    record Operation(Contract contract, String method, String path, JsonNode node) {
        List<Parameter> parameters() {
            return node.path("parameters").valueStream().map(it -> new Parameter(it.path("name").asString(), it.path("in").asString(),
                    it.path("required").asBoolean(false), contract.resolved(it.path("schema")))).toList();
        }

        @Nullable
        JsonNode body() {
            JsonNode schema = node.at("/requestBody/content/application~1json/schema");
            return schema.isMissingNode() ? null : contract.resolved(schema);
        }

        JsonNode answer(int status) {
            return node.path("responses").path(Integer.toString(status));
        }

        boolean isOperating() { return path.startsWith("/operations/") && !method.equals("GET"); }

        @Override
        public String toString() {
            return contract.listener() + " " + method + " " + path;
        }
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : document.path("paths").properties()) {
            path.getValue().properties().stream().filter(call -> METHODS.contains(call.getKey())).forEach(
                    call -> operations.add(new Operation(this, call.getKey().toUpperCase(Locale.ROOT), path.getKey(), call.getValue())));
        }
        return operations;
    }

    /** The schema itself in the place of a reference to it. */
    JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        if (reference.isMissingNode()) {
            return schema;
        }
        JsonNode found = document.at(reference.asString().substring(REF.length()));
        if (found.isMissingNode()) {
            throw new AssertionError("%s refers to %s, which is not in it".formatted(listener, reference.asString()));
        }
        return resolved(found);
    }

    /** Of a schema that may be null: what it is if it is not. */
    JsonNode present(JsonNode schema) {
        return Objects.requireNonNull(Stream.concat(schema.path("anyOf").valueStream(), Stream.of(schema)).map(this::resolved).filter(
                it -> !it.path("type").asString("").equals("null")).findFirst().orElse(schema));
    }
}
