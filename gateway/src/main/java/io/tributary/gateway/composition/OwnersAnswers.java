package io.tributary.gateway.composition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the composition reads of the owners' answers; what it does not look into stays JSON. */
final class OwnersAnswers {
    private OwnersAnswers() {}

    record Order(String orderId, String customerId, String status, String placedAt, JsonNode total, JsonNode lines) {}

    record Customer(String userId, String name, String email) {}

    record Payment(String paymentId, String orderId, String customerId, String status, JsonNode amount, JsonNode refunded) {}

    record Orders(List<Order> items, @Nullable String next) {}

    record Customers(List<Customer> items) {}

    record Payments(List<Payment> items) {}
}
