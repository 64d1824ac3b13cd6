package io.tributary.acceptance.ownservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All services as jars with documented variables, on servers that the platform did not set up. */
@Tag("long")
class OwnServersJourneyIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    @TempDir private static Path folder;
    private static OwnServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = new OwnServers(folder);
        servers.start(OwnServers.SERVICES);
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    @Test
    void a_customer_registers_orders_pays_and_sees_it_in_the_view() throws Exception {
        Http gateway = servers.http("gateway");
        String user = gateway.post("/users", "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}").text("/userId");
        Http ada = gateway.with(token("customer&subject=" + user));
        String order = ordered(ada, user);
        ada.await("/orders/" + order, SOON, answer -> answer.text("/status").equals("CONFIRMED"));
        assertThat(gateway.with(token("ops")).post("/orders/" + order + "/shipment", "{\"trackingNumber\":\"T-1\"}").status()).isEqualTo(
                204);
        ada.await("/views/order-details/" + order, SOON,
                answer -> answer.text("/status").equals("SHIPPED") && answer.text("/payment/status").equals("CAPTURED"));
        Answer composed = ada.await("/compositions/order-details/" + order, SOON,
                answer -> !answer.text("/parts/customer").equals("timeout"));
        assertThat(composed.text("/customer/name")).isEqualTo("Ada");
        assertThat(gateway.get("/orders/" + order).status()).isEqualTo(401);
    }

    @Test
    void who_does_not_trust_a_listener_s_certificate_is_not_answered_and_nobody_is_in_plain_text() {
        OwnServers.SERVICES.forEach(servers::assertEncrypted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "payment-service"})
    void a_subject_that_sends_too_many_requests_is_told_when_to_come_again_and_nobody_else_is(String service) {
        Http flood = servers.http(service).with(token("ops&subject=flood-" + service));
        Optional<Answer> refused = new Flood(flood).refused();
        assertThat(refused).isPresent();
        assertThat(refused.get().text("/type")).isEqualTo("/problems/too-many-requests");
        assertThat(Integer.parseInt(refused.get().header("Retry-After"))).isBetween(1, 10);
        assertThat(servers.http(service).with(token("ops")).get("/nowhere").status()).isEqualTo(404);
        await().atMost(SOON).until(() -> flood.get("/nowhere").status() == 404);
    }

    private static String ordered(Http customer, String user) {
        String body = """
                {"customerId":"%s","currency":"EUR","paymentMethod":"card-visa",
                 "lines":[{"sku":"tea-1","title":"Tee","quantity":1,"unitPrice":"12.50"}]}""".formatted(user);
        Answer[] answer = new Answer[1];
        await().atMost(SOON).until(() -> {
            answer[0] = customer.post("/orders", body);
            return answer[0].status() == 201;
        });
        return answer[0].text("/orderId");
    }

    private static String token(String scope) {
        String client = Base64.getEncoder().encodeToString(("tributary-command-line:" + servers.password("issuer-client")).getBytes(
                StandardCharsets.UTF_8));
        return servers.http("gateway").send("POST", "/oauth2/token", "grant_type=client_credentials&scope=" + scope, "Authorization",
                "Basic " + client, "Content-Type", "application/x-www-form-urlencoded").text("/access_token");
    }
}
