package io.tributary.order.ordering;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.user.UserId;
import io.tributary.chassis.events.EventType;
import io.tributary.eventstore.CommitLog;
import io.tributary.eventstore.LogEvent;
import io.tributary.eventstore.NewCommit;
import io.tributary.order.OrderHttp;
import io.tributary.order.OrderServiceIntegration;
import io.tributary.order.customercopy.CustomerCopy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.Snapshotter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;

/** What version 1 of {@code order.order-cancelled} left in the store, and version 1 of {@code user.user-registered} on the topic. */
@OrderServiceIntegration
class OrdersOfAnEarlierBuildIT {
    @LocalServerPort private int port;
    @Autowired private CustomerCopy copy;
    @Autowired private CommitLog log;
    @Autowired private Snapshotter snapshots;
    private OrderHttp http = new OrderHttp(0);

    @BeforeEach
    void connect() {
        http = new OrderHttp(port);
    }

    private void cancelledInVersionOne(String order, long sequence) {
        var event = new LogEvent(UUID.randomUUID(), order, sequence, "order", "order.order-cancelled", 1, Instant.now(),
                "{\"orderId\":\"%s\",\"reason\":\"too slow\"}".formatted(order).getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
        log.append(new NewCommit(UUID.randomUUID(), List.of(event), null));
    }

    @Test
    void are_read_listed_and_loaded_with_their_reason() {
        var customer = OrderHttp.customer(copy, "Ada");
        String order = http.place(customer);
        cancelledInVersionOne(order, 1);
        assertThat(http.get("/orders/" + order, HttpStatus.OK).get("cancellationReason").asString()).isEqualTo("too slow");
        eventually(() -> assertThat(http.get("/orders?customerId=" + customer, HttpStatus.OK).get("items").get(0).get(
                "cancellationReason").asString("")).isEqualTo("too slow"));
        http.post("/orders/" + order + "/shipment", "{\"trackingNumber\":\"TRACK-1\"}", HttpStatus.CONFLICT);
    }

    @Test
    void are_loaded_from_a_snapshot_and_what_came_after_it() {
        String order = http.place(OrderHttp.customer(copy, "Ada"));
        OrderHttp.authorize(order);
        eventually(() -> assertThat(http.get("/orders/" + order, HttpStatus.OK).get("status").asString()).isEqualTo("CONFIRMED"));
        snapshots.scheduleSnapshot(OrderAggregate.class, order);
        eventually(() -> assertThat(log.snapshot(order)).isPresent());
        cancelledInVersionOne(order, 2);
        http.post("/orders/" + order + "/shipment", "{\"trackingNumber\":\"TRACK-1\"}", HttpStatus.CONFLICT);
        assertThat(http.get("/orders/" + order, HttpStatus.OK).get("version").asLong()).isEqualTo(3);
    }

    @Test
    void are_placed_by_a_customer_whose_registration_was_one_event() {
        var customer = new UserId(UUID.randomUUID());
        long position = OrderHttp.USERS.publishStored(customer.text(), new EventType("user.user-registered", 1),
                "{\"userId\":\"%s\",\"name\":\"Grace\",\"email\":\"%1$s@example.org\"}".formatted(customer));
        eventually(() -> assertThat(copy.seen(customer).active()).isTrue());
        assertThat(copy.seen(customer).position()).isEqualTo(position);
        assertThat(http.get("/orders/" + http.place(customer), HttpStatus.OK).get("customerName").asString()).isEqualTo("Grace");
    }
}
