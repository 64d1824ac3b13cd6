package io.tributary.chassis.web.asyncapi;

import io.tributary.api.EarlierForm;
import io.tributary.api.EarlierForm.Fact;
import io.tributary.api.EarlierForm.Renamed;
import io.tributary.chassis.events.EventCatalog;
import io.tributary.chassis.events.EventType;
import io.tributary.chassis.web.openapi.DomainSchemas;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An earlier form of an event: its fields are those of the facts it is read as today, under the names they had. */
record EarlierForms(EventType type, List<Fact> facts) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Those that the event declares. */
    static Stream<EarlierForms> of(Class<?> event, EventCatalog catalog) {
        return Arrays.stream(event.getAnnotationsByType(EarlierForm.class)).map(
                form -> new EarlierForms(new EventType(catalog.typeOf(event).name(), form.version()), List.of(form.is())));
    }

    boolean isReadAs(EventType today) {
        return facts.stream().anyMatch(fact -> fact.name().equals(today.name()));
    }

    ObjectNode payload(EventCatalog catalog) {
        var payload = JSON.createObjectNode().put("type", "object");
        for (Fact fact : facts) {
            JsonNode fields = fields(catalog.classOf(fact.name()).orElseThrow());
            Arrays.stream(fact.fields()).forEach(name -> add(payload, name, fields.path(name)));
            for (Renamed renamed : fact.renamed()) {
                add(payload, renamed.from(), fields.path(renamed.to()));
            }
        }
        return payload;
    }

    private static void add(ObjectNode payload, String name, JsonNode schema) {
        var properties = payload.withObject("/properties");
        if (!properties.has(name)) {
            properties.set(name, schema);
            payload.withArray("required").add(name);
        }
    }

    private static JsonNode fields(Class<?> event) {
        return DomainSchemas.of(List.of(event)).path(DomainSchemas.nameOf(event)).path("properties");
    }
}
