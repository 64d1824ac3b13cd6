package io.tributary.acceptance;

import io.tributary.acceptance.Http.Answer;
import java.time.Duration;
import java.util.UUID;

/** Someone who is registered and whom order-service knows. */
public record Customer(Http shop, String id) {
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(20);

    public static Customer registered(Http shop) {
        Answer registered = register(shop);
        var customer = new Customer(shop, registered.text("/userId"));
        Waiting.until("the customer is known where orders are placed", KNOWN_WITHIN, () -> customer.place(key()).status() == 201);
        return customer;
    }

    public static Answer register(Http shop) {
        return shop.post("/users", "{\"name\":\"Zoë\",\"email\":\"%s@example.org\"}".formatted(UUID.randomUUID()));
    }

    public static String key() {
        return UUID.randomUUID().toString();
    }

    public Answer place(String key) {
        return shop.post("/orders", order(), "Idempotency-Key", key);
    }

    public Answer placeWithoutKey() {
        return shop.post("/orders", order());
    }

    public Answer placePaidBy(String method) {
        return shop.post("/orders", order(method));
    }

    private String order() {
        return order("card-visa");
    }

    private String order(String method) {
        return """
                {"customerId":"%s","currency":"EUR","paymentMethod":"%s",
                 "lines":[{"sku":"tea-1","title":"Grüner Tee","quantity":1,"unitPrice":"12.50"}]}""".formatted(id, method);
    }
}
