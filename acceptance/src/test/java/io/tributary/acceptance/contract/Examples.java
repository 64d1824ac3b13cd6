package io.tributary.acceptance.contract;

import io.tributary.acceptance.contract.Contract.Operation;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Values that a field takes: of things that exist where there are some, else whatever its schema allows. */
final class Examples {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");
    private static final List<String> METHODS = List.of("card-visa", "card-visa", "card-declined");
    private static final List<String> PROJECTIONS = List.of("order-details", "customer-dashboard", "customer-copy", "order-list",
            "payer-copy", "ledger");
    private final Known known;
    private final Random random;

    /** Ids of things that exist. */
    record Known(List<String> users, List<String> orders, List<String> payments) {}

    Examples(Known known, Random random) {
        this.known = known;
        this.random = random;
    }

    /** Of a path variable or a parameter, not yet encoded. */
    String text(Operation operation, String name, JsonNode schema) {
        JsonNode value = value(operation, name, schema);
        return value.isString() ? value.asString() : value.isArray() && !value.isEmpty() ? value.get(0).asString() : value.toString();
    }

    JsonNode value(Operation operation, String name, JsonNode reference) {
        JsonNode schema = operation.contract().present(reference);
        return switch (name) {
            case "id" -> idOf(operation);
            case "orderId", "orderIds" -> wrapped(schema, oneOf(known.orders()));
            case "userId", "customerId", "ids" -> wrapped(schema, oneOf(known.users()));
            case "name" -> operation.path().startsWith("/operations/") ? named(operation.path()) : JSON.valueToTree("Ada Łovelace");
            case "email" -> JSON.valueToTree("fuzz-" + Long.toHexString(random.nextLong()) + "@example.org");
            case "currency" -> oneOf(CURRENCIES);
            case "paymentMethod" -> oneOf(METHODS);
            case "amount", "unitPrice" -> JSON.valueToTree(Integer.toString(1 + random.nextInt(3)));
            case "mode" -> JSON.valueToTree("blue-green");
            case "eventsPerSecond" -> schema.path("maximum");
            case "newGeneration", "acceptDifferences" -> JSON.valueToTree(false);
            case "cursor", "repair", "cause" -> JSON.valueToTree("none");
            default -> bySchema(operation, schema);
        };
    }

    private JsonNode bySchema(Operation operation, JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asString("string")) {
            case "object" -> object(operation, schema);
            case "array" -> JSON.createArrayNode().add(value(operation, "", schema.path("items")));
            case "integer" -> JSON.valueToTree(Math.max(1, schema.path("minimum").asInt(1)));
            case "boolean" -> JSON.valueToTree(random.nextBoolean());
            default -> JSON.valueToTree(schema.path("format").asString("").equals("uuid") ? uuid() : "text");
        };
    }

    private ObjectNode object(Operation operation, JsonNode schema) {
        var object = JSON.createObjectNode();
        for (var field : schema.path("properties").properties()) {
            object.set(field.getKey(), value(operation, field.getKey(), field.getValue()));
        }
        return object;
    }

    /** At the gateway, an id of an operation names its service. */
    private JsonNode idOf(Operation operation) {
        Map<String, List<String>> ids = Map.of("users", known.users(), "orders", known.orders(), "payments", known.payments());
        String service = operation.contract().listener().equals("gateway") ? "order-service:" : "";
        return oneOf(ids.getOrDefault(operation.path().split("/")[1], List.of(service + uuid())));
    }

    /** Owners are named after their context. */
    private JsonNode named(String path) {
        return path.startsWith("/operations/projections/") ? oneOf(PROJECTIONS) : oneOf(List.of("user", "order", "payment"));
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static JsonNode wrapped(JsonNode schema, JsonNode value) {
        return schema.path("type").asString("").equals("array") ? JSON.createArrayNode().add(value) : value;
    }

    private JsonNode oneOf(List<String> values) {
        return JSON.valueToTree(values.get(random.nextInt(values.size())));
    }
}
