package io.tributary.chassis.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.testing.DocumentedRoutes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ParcelsOnPostgres
class OpenApiIT {
    @LocalServerPort private int port;

    @Autowired private JsonMapper json;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mappings;

    @Test
    void the_contract_describes_values_as_they_are_written() {
        JsonNode document = document();
        assertThat(document.at("/openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.at("/components/schemas/ParcelCreated/properties/parcelId/format").asString()).isEqualTo("uuid");
        assertThat(document.at("/components/schemas/Relabel/properties/label/type").asString()).isEqualTo("string");
        assertThat(document.at("/components/schemas/Money/properties/amount/type").asString()).isEqualTo("string");
        assertThat(document.at("/components/schemas/Money/properties").propertyNames()).containsExactlyInAnyOrder("amount", "currency");
    }

    @Test
    void the_contract_names_the_limits_of_a_body() {
        JsonNode pack = document().at("/components/schemas/Pack");
        assertThat(pack.at("/additionalProperties").asBoolean(true)).isFalse();
        assertThat(pack.at("/required").valueStream().map(JsonNode::asString)).containsExactlyInAnyOrder("label", "worth", "stamps");
        assertThat(pack.at("/properties/note/anyOf/1/type").asString()).isEqualTo("null");
        JsonNode stamp = document().at("/components/schemas/Stamp");
        assertThat(stamp.at("/properties/cents/maximum").asInt()).isEqualTo(500);
        assertThat(stamp.at("/properties/kind/enum").valueStream().map(JsonNode::asString)).containsExactly("LETTER", "PARCEL");
        assertThat(stamp.at("/additionalProperties").asBoolean(true)).isFalse();
    }

    @Test
    void the_contract_says_that_rows_that_differ_are_counted_and_the_first_are_listed() {
        JsonNode rebuild = document().at("/components/schemas/Rebuild/properties");
        assertThat(rebuild.at("/differenceCount/description").asString()).isEqualTo("How many rows differ");
        assertThat(rebuild.at("/differences/description").asString()).contains("first");
        assertThat(rebuild.at("/differences/maxItems").asInt()).isEqualTo(100);
    }

    @Test
    void the_contract_says_how_long_a_text_and_a_list_may_be_each_in_its_own_words() {
        JsonNode repair = document().at("/components/schemas/Audit/properties/repair/anyOf/0");
        assertThat(repair.at("/type").asString()).isEqualTo("string");
        assertThat(repair.at("/minLength").asInt()).isEqualTo(1);
        assertThat(repair.propertyNames()).doesNotContain("minItems", "maxItems", "maxLength");
        assertThat(document().at("/components/schemas/Rebuild/properties/differences").propertyNames()).doesNotContain("minLength",
                "maxLength");
    }

    @Test
    void the_contract_describes_what_every_change_takes_and_answers() {
        JsonNode change = document().at("/paths/~1parcels~1{id}~1label/put");
        assertThat(change.at("/responses").propertyNames()).containsExactlyInAnyOrder("204", "400", "404", "406", "409", "412", "413",
                "414", "415", "422", "431", "503");
        assertThat(change.at("/responses/204/headers").propertyNames()).containsExactlyInAnyOrder("ETag", "Consistency-Token");
        assertThat(problems(change, 404)).containsExactly("/problems/parcel-not-found");
        assertThat(problems(change, 409)).containsExactly("/problems/concurrent-change", "/problems/parcel-already-sent");
        assertThat(problems(change, 400)).contains("/problems/malformed-json", "/problems/invalid-if-match");
        assertThat(change.at("/parameters").findValuesAsString("name")).contains("Idempotency-Key", "If-Match");
    }

    @Test
    void the_contract_describes_creations_and_reads() {
        JsonNode creation = document().at("/paths/~1parcels/post");
        assertThat(creation.at("/responses").propertyNames()).contains("201").doesNotContain("200", "404");
        assertThat(creation.at("/responses/201/headers").propertyNames()).contains("Location", "ETag", "Consistency-Token");
        assertThat(creation.at("/responses/201/content/application~1json/schema/$ref").asString()).endsWith("/ParcelCreated");
        assertThat(problems(creation, 409)).containsExactly("/problems/concurrent-change");
        assertThat(problems(document().at("/paths/~1parcels~1{id}/put"), 409)).containsExactly("/problems/already-exists",
                "/problems/concurrent-change");
        JsonNode read = document().at("/paths/~1parcels~1{id}/get");
        assertThat(read.at("/responses").propertyNames()).containsExactlyInAnyOrder("200", "304", "400", "404", "406", "413", "414",
                "415", "431", "503");
        assertThat(read.at("/responses/200/headers").propertyNames()).containsExactly("ETag");
        assertThat(document().at("/paths").propertyNames()).doesNotContain("/error");
    }

    @Test
    void an_operation_takes_a_key_to_repeat_it_by_and_no_version() {
        JsonNode rebuild = document().at("/paths/~1operations~1projections~1{name}~1rebuilds/post");
        assertThat(rebuild.at("/parameters").findValuesAsString("name")).contains("Idempotency-Key").doesNotContain("If-Match");
        assertThat(problems(rebuild, 422)).containsExactly("/problems/idempotency-key-reused");
        assertThat(problems(rebuild, 400)).contains("/problems/invalid-idempotency-key");
        JsonNode list = document().at("/paths/~1operations~1rebuilds/get");
        assertThat(list.at("/responses").propertyNames()).doesNotContain("422");
    }

    private static Stream<String> problems(JsonNode operation, int status) {
        return operation.at("/responses/%d/content/application~1problem+json/schema/allOf/1/properties/type/enum".formatted(
                status)).valueStream().map(JsonNode::asString);
    }

    @Test
    void every_route_is_in_the_contract() {
        assertThat(DocumentedRoutes.missing(mappings, document())).isEmpty();
        assertThat(DocumentedRoutes.missing(mappings, json.readTree("{\"paths\":{}}"))).contains("PUT /parcels/{id}/label");
    }

    @Test
    void what_is_published_is_described_and_nothing_else() {
        JsonNode topic = json.readTree(new HttpCalls(port).send("GET", "/asyncapi", "").body());
        assertThat(topic.at("/asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(topic.at("/channels/parcel/address").asString()).isEqualTo("parcel.events");
        assertThat(topic.at("/channels/parcel/messages").propertyNames()).isEqualTo(topic.at("/components/messages").propertyNames());
        assertThat(topic.at("/components/messages").propertyNames()).contains("parcel.packed.v1", "parcel.sent.v1").allMatch(
                name -> !name.startsWith("parcel.weighed"));
        JsonNode packed = topic.at("/components/messages/parcel.packed.v1");
        assertThat(packed.at("/headers/properties/ce_dataschema/const").asString()).isEqualTo("parcel.packed/1");
        assertThat(packed.at("/payload/$ref").asString()).isEqualTo("#/components/schemas/ParcelEventParcelPacked");
        assertThat(topic.at("/components/schemas/ParcelEventParcelPacked/properties/label/type").asString()).isEqualTo("string");
        assertThat(document().at("/paths").propertyNames()).doesNotContain("/asyncapi");
    }

    @Test
    void the_contract_can_be_browsed() {
        assertThat(new HttpCalls(port).send("GET", "/swagger-ui/index.html", "").statusCode()).isEqualTo(200);
    }

    private JsonNode document() {
        return json.readTree(new HttpCalls(port).send("GET", "/v3/api-docs", "").body());
    }
}
