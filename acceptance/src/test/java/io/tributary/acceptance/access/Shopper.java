package io.tributary.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.platform.identity.Role;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** A customer with a confirmed order and its payment, which every view knows. */
record Shopper(String user, String order, String payment, String name, Http http) {
    private static final Duration SOON = Duration.ofSeconds(20);

    static Shopper at(Platform platform) {
        Http gateway = platform.gateway().withoutToken();
        String name = "Shopper " + UUID.randomUUID();
        String user = gateway.post("/users",
                "{\"name\":\"%s\",\"email\":\"%s@example.org\"}".formatted(name, UUID.randomUUID())).text("/userId");
        Http own = gateway.with(platform.token(Role.CUSTOMER, user));
        String order = placed(own, user);
        own.await("/views/order-details/" + order, SOON,
                answer -> answer.text("/status").equals("CONFIRMED") && answer.text("/payment/status").equals("AUTHORIZED"));
        own.await("/views/customers/" + user + "/dashboard", SOON, answer -> answer.text("/name").equals(name));
        return new Shopper(user, order, own.get("/payments?orderId=" + order).text("/items/0/paymentId"), name, own);
    }

    /** Asks until the customer has reached order-service's copy. */
    private static String placed(Http own, String user) {
        String body = """
                {"customerId":"%s","currency":"EUR","paymentMethod":"card-visa",
                 "lines":[{"sku":"tea-1","title":"Tee","quantity":1,"unitPrice":"12.50"}]}""".formatted(user);
        long end = System.nanoTime() + SOON.toNanos();
        Answer answer = own.post("/orders", body);
        while (answer.text("/type").equals("/problems/customer-not-active") && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            answer = own.post("/orders", body);
        }
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.text("/orderId");
    }

    String fill(String template) {
        return template.replace("{user}", user).replace("{order}", order).replace("{payment}", payment).replace("{random}",
                UUID.randomUUID().toString());
    }

    /** Whether the text tells more of this customer than the ids that its reader asked with. */
    boolean isToldBy(Answer answer) {
        String body = answer.response().body();
        return body.contains(name) || answer.status() < 300 && (body.contains(order) || body.contains(payment) || body.contains(user));
    }
}
