package io.tributary.acceptance.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Customer;
import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform.Platform;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A customer, an order and payments that can be refunded cent by cent, asked for at each owner itself and not by the gateway. */
final class Shop {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PAYMENTS = 10;

    private final Map<Owner, Http> owners = new EnumMap<>(Owner.class);
    private final AtomicInteger next = new AtomicInteger();
    private final List<String> payments = new ArrayList<>();
    private final Customer customer;
    private final String order;

    Shop(Platform platform) {
        for (Owner owner : Owner.values()) {
            owners.put(owner, platform.service(owner.offset()));
        }
        customer = Customer.registered(platform.gateway());
        order = placeLarge();
        for (int i = 0; i < PAYMENTS; i++) {
            payments.add(capturedPayment());
        }
    }

    Http at(Owner owner) {
        return Objects.requireNonNull(owners.get(owner));
    }

    Customer customer() {
        return new Customer(at(Owner.ORDER), customer.id());
    }

    /** An idempotency key; of a refund with its payment before it. */
    String nextTrial(Owner owner) {
        return owner == Owner.PAYMENT
                ? payments.get(next.getAndIncrement() % PAYMENTS) + " " + Customer.key()
                : Customer.key();
    }

    Answer read(Owner owner) {
        return switch (owner) {
            case USER -> at(owner).get("/users/" + customer.id());
            case ORDER -> at(owner).get("/orders/" + order);
            case PAYMENT -> at(owner).get("/payments/" + payments.getFirst());
        };
    }

    Answer command(Owner owner, String trial) {
        return switch (owner) {
            case USER -> at(owner).post("/users", "{\"name\":\"Zoë\",\"email\":\"%s@example.org\"}".formatted(UUID.randomUUID()),
                    "Idempotency-Key", trial);
            case ORDER -> customer().place(trial);
            case PAYMENT -> at(owner).post("/payments/" + trial.substring(0, trial.indexOf(' ')) + "/refunds",
                    "{\"amount\":\"0.01\",\"reason\":\"damaged\"}", "Idempotency-Key", trial.substring(trial.indexOf(' ') + 1));
        };
    }

    /** By which it can be found again: an id; of a refund the trial. */
    String acknowledgement(Owner owner, String trial, Answer answer) {
        return switch (owner) {
            case USER -> answer.text("/userId");
            case ORDER -> answer.text("/orderId");
            case PAYMENT -> trial;
        };
    }

    /** Each acknowledged effect is there, and no more effects than were asked for. */
    void assertNothingLost(OwnerLoad load) {
        Set<String> acknowledged = load.acknowledged();
        assertThat(acknowledged).as("acknowledged by %s", load.owner().text()).isNotEmpty();
        switch (load.owner()) {
            case USER -> acknowledged.forEach(id -> assertThat(at(Owner.USER).get("/users/" + id).status()).as(id).isEqualTo(200));
            case ORDER -> acknowledged.forEach(id -> assertThat(at(Owner.ORDER).get("/orders/" + id).status()).as(id).isEqualTo(200));
            case PAYMENT -> assertThat(refundedCents()).isBetween((long) acknowledged.size(), (long) load.tried().size());
        }
    }

    private long refundedCents() {
        return payments.stream().map(id -> at(Owner.PAYMENT).get("/payments/" + id).text("/refunded/amount")).map(
                BigDecimal::new).mapToLong(amount -> amount.movePointRight(2).longValueExact()).sum();
    }

    private String placeLarge() {
        Answer placed = at(Owner.ORDER).post("/orders", """
                {"customerId":"%s","currency":"EUR","paymentMethod":"card-visa",
                 "lines":[{"sku":"tea-1","title":"Tea","quantity":1,"unitPrice":"1000.00"}]}""".formatted(customer.id()));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        return placed.text("/orderId");
    }

    private String capturedPayment() {
        String placed = placeLarge();
        at(Owner.ORDER).await("/orders/" + placed, SOON, answer -> answer.text("/status").equals("CONFIRMED"));
        assertThat(at(Owner.ORDER).post("/orders/" + placed + "/shipment", "{\"trackingNumber\":\"T-1\"}").status()).isEqualTo(204);
        return at(Owner.PAYMENT).await("/payments?orderId=" + placed, SOON,
                answer -> answer.text("/items/0/status").equals("CAPTURED")).text("/items/0/paymentId");
    }
}
