package io.tributary.order;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.order.customercopy.CustomerCopy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

@OrderServiceIntegration
class RepublishingOrdersIT {
    private static final String REPUBLISH = "/operations/publications/%s/republish";
    @LocalServerPort private int port;
    @Autowired private CustomerCopy copy;

    @Test
    void the_whole_log_is_published_again_when_it_is_asked_for_and_nobody_elses() {
        var http = new OrderHttp(port);
        http.place(OrderHttp.customer(copy, "Ada"));
        eventually(() -> assertThat(publication(http).get("lag").asLong()).isZero());
        var accepted = OrderHttp.body(http.post(REPUBLISH.formatted("order"), "{}", HttpStatus.ACCEPTED));
        assertThat(accepted.get("owner").asString()).isEqualTo("order");
        assertThat(accepted.get("head").asLong()).isPositive();
        eventually(() -> assertThat(publication(http).get("lag").asLong()).isZero());
        assertThat(http.text("/operations/log")).contains("\"action\":\"republish\"");
        assertThat(OrderHttp.problem(http.post(REPUBLISH.formatted("user"), "{}", HttpStatus.NOT_FOUND))).isEqualTo(
                "/problems/publication-not-found");
    }

    private static JsonNode publication(OrderHttp http) {
        return http.get("/operations/publications", HttpStatus.OK).get("items").get(0);
    }
}
