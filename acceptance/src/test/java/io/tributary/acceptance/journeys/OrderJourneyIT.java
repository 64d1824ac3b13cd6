package io.tributary.acceptance.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.identity.Role;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
class OrderJourneyIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private final Platform platform;
    private final Http ops;
    private Http shop;
    private String customer = "";

    OrderJourneyIT(Platform platform) {
        this.platform = platform;
        ops = platform.gateway();
        shop = ops.withoutToken();
    }

    @BeforeEach
    void a_customer() {
        Answer registered = register("Zoë Müller-Ørsted", UUID.randomUUID() + "@example.org");
        assertThat(registered.status()).isEqualTo(201);
        customer = registered.text("/userId");
        assertThat(registered.header("Location")).endsWith("/users/" + customer);
        assertThat(registered.header("ETag")).isEqualTo("\"2\"");
        shop = shop.with(platform.token(Role.CUSTOMER, customer));
    }

    @Test
    void an_order_goes_from_registration_to_shipped_and_captured() {
        String order = placed("card-visa");
        shop.await("/orders/" + order, SOON, status("CONFIRMED"));
        assertThat(ops.post("/orders/" + order + "/shipment", "{\"trackingNumber\":\"T-1\"}").status()).isEqualTo(204);
        shop.await("/payments?orderId=" + order, SOON, answer -> answer.text("/items/0/status").equals("CAPTURED"));
        assertThat(shop.get("/orders/" + order).text("/status")).isEqualTo("SHIPPED");
        assertThat(shop.get("/orders/" + order).text("/total/amount")).isEqualTo("37.50");
    }

    @Test
    void a_declined_payment_cancels_the_order() {
        String order = placed("card-declined");
        Answer cancelled = shop.await("/orders/" + order, SOON, status("CANCELLED"));
        assertThat(cancelled.text("/cancellationReason")).isEqualTo("payment-declined");
        assertThat(shop.get("/payments?orderId=" + order).text("/items/0/declineReason")).isEqualTo("insufficient-funds");
    }

    @Test
    void an_e_mail_address_is_used_once() {
        String email = UUID.randomUUID() + "@example.org";
        assertThat(register("Ana", email).status()).isEqualTo(201);
        Answer refused = register("Ben", email.toUpperCase(java.util.Locale.ROOT));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/type")).isEqualTo("/problems/email-taken");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void one_order_is_read_three_ways() {
        String order = placed("card-visa");
        shop.await("/orders/" + order, SOON, status("CONFIRMED"));
        assertThat(shop.put("/users/" + customer + "/name", "{\"name\":\"Zoë Ångström\"}").status()).isEqualTo(204);
        Answer copy = shop.await("/orders/" + order, SOON, answer -> answer.text("/customerName").equals("Zoë Ångström"));
        Answer view = shop.await("/views/order-details/" + order, SOON,
                answer -> answer.text("/customer/name").equals("Zoë Ångström") && answer.text("/status").equals("CONFIRMED")
                        && answer.text("/payment/status").equals("AUTHORIZED"));
        Answer composed = shop.await("/compositions/order-details/" + order, SOON,
                answer -> !answer.text("/parts/customer").equals("timeout"));
        assertThat(composed.text("/customer/name")).isEqualTo("Zoë Ångström");
        for (String part : List.of("orderId", "status", "total", "lines")) {
            assertThat(part(view, part)).as(part).isEqualTo(part(copy, part)).isEqualTo(part(composed, part));
        }
        shop.await("/views/customers/" + customer + "/dashboard", SOON, answer -> answer.text("/name").equals("Zoë Ångström"));
    }

    @Test
    void a_view_waits_for_the_caller_s_own_write() {
        Answer renamed = shop.put("/users/" + customer + "/name", "{\"name\":\"Quick Read\"}");
        Answer dashboard = shop.get("/views/customers/" + customer + "/dashboard", "Prefer", "wait=10", "Consistency-Token",
                renamed.header("Consistency-Token"));
        assertThat(dashboard.header("Preference-Applied")).isEqualTo("wait=10");
        assertThat(dashboard.text("/name")).isEqualTo("Quick Read");
    }

    private Answer register(String name, String email) {
        return ops.withoutToken().post("/users", "{\"name\":\"%s\",\"email\":\"%s\"}".formatted(name, email));
    }

    /** Asks until the customer has reached order-service's copy, as a caller would on a refusal. */
    private String placed(String method) {
        String body = """
                {"customerId":"%s","currency":"EUR","paymentMethod":"%s",
                 "lines":[{"sku":"tea-1","title":"Grüner Tee","quantity":3,"unitPrice":"12.50"}]}""".formatted(customer, method);
        long end = System.nanoTime() + SOON.toNanos();
        Answer answer = shop.post("/orders", body);
        while (answer.text("/type").equals("/problems/customer-not-active") && System.nanoTime() < end) {
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            answer = shop.post("/orders", body);
        }
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.text("/orderId");
    }

    private static JsonNode part(Answer answer, String name) {
        return answer.json().path(name);
    }

    private static java.util.function.Predicate<Answer> status(String expected) {
        return answer -> answer.text("/status").equals(expected);
    }
}
