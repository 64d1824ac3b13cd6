package io.tributary.chassis.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = ParcelService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore,classpath:db/chassis", "tributary.owner=parcel"})
@ContextConfiguration(initializers = WithPostgres.class)
class OpenApiIT {
    @LocalServerPort private int port;

    @Autowired private JsonMapper json;

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
    void the_contract_describes_what_every_change_takes_and_answers() {
        JsonNode change = document().at("/paths/~1parcels~1{id}~1label/put");
        assertThat(change.at("/responses").propertyNames()).contains("400", "404", "406", "409", "412", "413", "415", "422", "503");
        assertThat(change.at("/responses/409/content/application~1problem+json/schema/$ref").asString()).endsWith("/Problem");
        assertThat(change.at("/parameters").findValuesAsString("name")).contains("Idempotency-Key", "If-Match");
    }

    @Test
    void the_contract_can_be_browsed() {
        assertThat(new HttpCalls(port).send("GET", "/swagger-ui/index.html", "").statusCode()).isEqualTo(200);
    }

    private JsonNode document() {
        return json.readTree(new HttpCalls(port).send("GET", "/v3/api-docs", "").body());
    }
}
