package io.tributary.chassis.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chassis.sample.ParcelService;
import io.tributary.chassis.testing.EmbeddedServers.WithPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(classes = ParcelService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "tributary.store=postgres", "spring.flyway.locations=classpath:db/eventstore", "tributary.owner=parcel"})
@ContextConfiguration(initializers = WithPostgres.class)
class OpenApiIT {
    @LocalServerPort private int port;

    @Test
    void the_contract_can_be_read_and_browsed() {
        assertThat(new HttpCalls(port).send("GET", "/v3/api-docs", "").body()).contains("\"openapi\":\"3.1.0\"");
                new HttpCalls(port).send("GET", "/v3/api-docs", "").body());
        assertThat(new HttpCalls(port).send("GET", "/swagger-ui/index.html", "").statusCode()).isEqualTo(200);
    }
}
