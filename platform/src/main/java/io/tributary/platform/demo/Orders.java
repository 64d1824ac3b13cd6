package io.tributary.platform.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the tour does with orders and their payments. */
record Orders(Shop shop) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CHANGED = 204;
    private static final int UNKNOWN = 404;
    private static final int POLL_MILLIS = 100;
    private static final Duration SOON = Duration.ofSeconds(30);
    /** Longer than the payment deadline of the embedded mode. */
    private static final Duration DEADLINE = Duration.ofSeconds(75);

    /** A customer who registered a moment ago may not have reached the owner's copy yet, so a refusal for that is asked again. */
    String place(String customer, String paymentMethod) throws InterruptedException {
        Map<String, ?> order = Map.of("customerId", customer, "currency", "EUR", "paymentMethod", paymentMethod, "lines",
                List.of(Map.of("sku", "tea-1", "title", "Grüner Tee", "quantity", 2, "unitPrice", "12.50"),
                        Map.of("sku", "cup-7", "title", "Tasse", "quantity", 1, "unitPrice", "9.95")));
        Instant limit = Instant.now().plus(SOON);
        Shop own = shop.asCustomer(customer);
        Answer answer = own.post("/orders", order);
        while (answer.text("/type").equals("/problems/customer-not-active") && Instant.now().isBefore(limit)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            answer = own.post("/orders", order);
        }
        return answer.expect(CREATED).text("/orderId");
    }

    /** What belongs to another is answered as what does not exist. */
    void lookForAsAnother(String order, String customer) throws InterruptedException {
        Answer answer = shop.asCustomer(customer).get("/orders/" + order).expect(UNKNOWN);
        if (!answer.text("/type").equals("/problems/order-not-found")) {
            throw new TourFailed("Expected the problem order-not-found, got " + answer);
        }
    }

    void ship(String order) throws InterruptedException {
        shop.post("/orders/" + order + "/shipment", Map.of("trackingNumber", "TRACK-1")).expect(CHANGED);
    }

    Answer read(String order) throws InterruptedException {
        return shop.get("/orders/" + order).expect(OK);
    }

    Answer payment(String order) throws InterruptedException {
        return shop.get("/payments?orderId=" + order).expect(OK);
    }

    void awaitStatus(String order, String status) throws InterruptedException {
        shop.await("/orders/" + order, SOON, status, answer -> answer.text("/status").equals(status));
    }

    void awaitCancelled(String order, String reason) throws InterruptedException {
        Answer cancelled = shop.await("/orders/" + order, DEADLINE, "cancelled", answer -> answer.text("/status").equals("CANCELLED"));
        if (!cancelled.text("/cancellationReason").equals(reason)) {
            throw new TourFailed("Expected to be cancelled for " + reason + ", got " + cancelled);
        }
    }

    void awaitPayment(String order, String status) throws InterruptedException {
        shop.await("/payments?orderId=" + order, SOON, "a payment " + status, answer -> answer.text("/items/0/status").equals(status));
    }

    void awaitCustomerName(String order, String name) throws InterruptedException {
        shop.await("/orders/" + order, SOON, "named " + name, answer -> answer.text("/customerName").equals(name));
    }
}
