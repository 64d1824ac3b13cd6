package io.tributary.gateway.composition;

import io.tributary.gateway.composition.OwnersAnswers.Customer;
import io.tributary.gateway.composition.OwnersAnswers.Order;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An order with its customer and payment, in the shape of the order-details view; what failed is null and named in {@code parts}. */
record ComposedOrder(String orderId, @Nullable String status, @Nullable String placedAt, @Nullable JsonNode total, @Nullable JsonNode lines,
        @Nullable Customer customer, @Nullable Payment payment, Parts parts) {
    record Parts(State order, State customer, State payment) {}

    record Payment(String paymentId, String status, JsonNode amount, JsonNode refunded) {}

    static ComposedOrder of(String orderId, Part<Order> order, Part<Customer> customer, Part<OwnersAnswers.Payment> payment) {
        var parts = new Parts(order.state(), customer.state(), payment.state());
        Order given = order.value();
        Payment paid = payment.pick(it -> new Payment(it.paymentId(), it.status(), it.amount(), it.refunded())).value();
        return given == null
                ? new ComposedOrder(orderId, null, null, null, null, customer.value(), paid, parts)
                : new ComposedOrder(orderId, given.status(), given.placedAt(), given.total(), given.lines(), customer.value(), paid, parts);
    }
}
