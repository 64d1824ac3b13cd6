package io.tributary.chassis.web.asyncapi;

import io.tributary.chassis.events.EventType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kind of record on a topic: a CloudEvent in binary mode.
 *
 * @param today whether this build writes it
 */
record TopicMessage(EventType type, ObjectNode payload, boolean today) {
    static final String SCHEMA = "#/components/schemas/";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NUMBER = "^\\d{1,19}$";

    String name() {
        return type.name() + ".v" + type.version();
    }

    ObjectNode described(String owner) {
        var message = JSON.createObjectNode().put("name", type.name()).put("title", name()).put("summary",
                today ? "Written by this build" : "Written by earlier builds; read as what it is today").put("contentType",
                        "application/json");
        message.set("headers", headers(owner));
        message.set("payload", payload);
        message.putObject("bindings").putObject("kafka").put("bindingVersion", "0.5.0").putObject("key").put("type", "string").put("format",
                "uuid").put("description", "The aggregate");
        return message;
    }

    private ObjectNode headers(String owner) {
        var headers = JSON.createObjectNode().put("type", "object");
        constant(headers, "ce_specversion", "1.0");
        constant(headers, "ce_type", type.name());
        constant(headers, "ce_dataschema", type.name() + "/" + type.version());
        constant(headers, "ce_source", "/" + owner);
        constant(headers, "content-type", "application/json");
        text(headers, "ce_id", "Of the event, the same in every record of it").put("format", "uuid");
        text(headers, "ce_time", "When it was stored").put("format", "date-time");
        text(headers, "ce_subject", "The aggregate, as the key");
        text(headers, "ce_sequence", "Number of the event within its aggregate, from 0").put("pattern", NUMBER);
        text(headers, "ce_log", "Identity of the log it comes from");
        text(headers, "ce_generation", "Generation of the topic").put("pattern", NUMBER);
        text(headers, "ce_position", "Place in the owner's log; private events leave holes").put("pattern", NUMBER);
        text(headers, "ce_predecessor", "Position of the record before it in its partition, -1 for the first").put("pattern",
                "^-?\\d{1,19}$");
        text(headers, "metadata", "JSON: who caused it, by which request, because of what");
        optional(headers, "ce_aggregatetype", "What kind of aggregate it is of");
        optional(headers, "traceparent", "W3C trace context");
        optional(headers, "tracestate", "W3C trace context");
        return headers;
    }

    private static void constant(ObjectNode headers, String name, String value) {
        text(headers, name, "Always the same").put("const", value);
    }

    private static ObjectNode text(ObjectNode headers, String name, String description) {
        headers.withArray("required").add(name);
        return optional(headers, name, description);
    }

    private static ObjectNode optional(ObjectNode headers, String name, String description) {
        return headers.withObject("/properties").putObject(name).put("type", "string").put("description", description);
    }
}
