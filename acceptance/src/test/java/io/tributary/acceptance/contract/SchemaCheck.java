package io.tributary.acceptance.contract;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Compares a value with a schema of JSON Schema 2020-12, as far as the documents use it. */
final class SchemaCheck {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private final Contract contract;
    private final List<String> faults = new ArrayList<>();

    private SchemaCheck(Contract contract) {
        this.contract = contract;
    }

    /** What is wrong with the value, with pointers; empty if nothing. */
    static List<String> faults(Contract contract, JsonNode schema, JsonNode value) {
        var check = new SchemaCheck(contract);
        check.check(schema, value, "", Set.of());
        return check.faults;
    }

    /** @param others fields that schemas beside this one know */
    private void check(JsonNode reference, JsonNode value, String pointer, Set<String> others) {
        JsonNode schema = contract.resolved(reference);
        Set<String> known = fields(schema, new HashSet<>(others));
        expect(isType(schema.path("type"), value), pointer, "is not of type " + schema.path("type"));
        expect(schema.path("enum").isMissingNode() || schema.path("enum").valueStream().anyMatch(value::equals), pointer,
                value + " is none of " + schema.path("enum"));
        expect(schema.path("const").isMissingNode() || schema.path("const").equals(value), pointer,
                value + " is not " + schema.path("const"));
        schema.path("allOf").forEach(one -> check(one, value, pointer, known));
        expect(schema.path("anyOf").isMissingNode() || schema.path("anyOf").valueStream().anyMatch(
                one -> faults(contract, one, value).isEmpty()), pointer, value + " fits none of " + schema.path("anyOf"));
        if (value.isObject()) {
            object(schema, value, pointer, known);
        } else if (value.isArray()) {
            array(schema, value, pointer);
        } else if (value.isString()) {
            text(schema, value.asString(), pointer);
        } else if (value.isNumber()) {
            number(schema, value, pointer);
        }
    }

    /** What the schema and those it is made of call by name. */
    private Set<String> fields(JsonNode schema, Set<String> found) {
        found.addAll(schema.path("properties").propertyNames());
        schema.path("allOf").forEach(one -> fields(contract.resolved(one), found));
        return found;
    }

    private void object(JsonNode schema, JsonNode value, String pointer, Set<String> known) {
        schema.path("required").forEach(name -> expect(value.has(name.asString()), pointer, "lacks " + name));
        JsonNode others = schema.path("additionalProperties");
        for (var field : value.properties()) {
            JsonNode described = schema.path("properties").path(field.getKey());
            String at = pointer + "/" + field.getKey();
            if (!described.isMissingNode()) {
                check(described, field.getValue(), at, Set.of());
            } else if (others.isObject()) {
                check(others, field.getValue(), at, Set.of());
            } else {
                expect(known.isEmpty() || known.contains(field.getKey()), pointer, "has an undocumented " + field.getKey());
            }
        }
    }

    private void array(JsonNode schema, JsonNode value, String pointer) {
        expect(value.size() >= schema.path("minItems").asInt(0) && value.size() <= schema.path("maxItems").asInt(Integer.MAX_VALUE),
                pointer,
                "has " + value.size() + " items");
        for (int i = 0; i < value.size() && schema.has("items"); i++) {
            check(schema.path("items"), value.get(i), pointer + "/" + i, Set.of());
        }
    }

    private void text(JsonNode schema, String text, String pointer) {
        int length = text.codePointCount(0, text.length());
        expect(length >= schema.path("minLength").asInt(0) && length <= schema.path("maxLength").asInt(Integer.MAX_VALUE), pointer,
                "has " + length + " characters");
        expect(schema.path("pattern").isMissingNode() || Pattern.compile(schema.path("pattern").asString()).matcher(text).find(), pointer,
                text + " does not match " + schema.path("pattern"));
        expect(isFormat(schema.path("format").asString(""), text), pointer, text + " is no " + schema.path("format"));
    }

    private static boolean isFormat(String format, String text) {
        return switch (format) {
            case "uuid" -> UUID.matcher(text).matches();
            case "date-time" -> isTime(text);
            default -> true;
        };
    }

    private static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeException _) {
            return false;
        }
    }

    private void number(JsonNode schema, JsonNode value, String pointer) {
        expect(value.asDouble() >= schema.path("minimum").asDouble(-Double.MAX_VALUE)
                && value.asDouble() <= schema.path("maximum").asDouble(Double.MAX_VALUE), pointer, value + " is out of range");
    }

    private static boolean isType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(one -> isType(one, value));
        }
        return switch (type.asString("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    private void expect(boolean holds, String pointer, String otherwise) {
        if (!holds) {
            faults.add((pointer.isEmpty() ? "the body" : pointer) + " " + otherwise);
        }
    }
}
