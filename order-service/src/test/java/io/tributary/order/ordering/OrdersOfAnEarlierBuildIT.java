package io.tributary.order.ordering;

import static com.mongodb.client.model.Filters.eq;
import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.UserEvent.UserEmailChanged;
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
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** What version 1 of {@code order.order-cancelled} left in the store, and version 1 of {@code user.user-registered} on the topic. */
@OrderServiceIntegration
class OrdersOfAnEarlierBuildIT {
    @LocalServerPort private int port;
    @Autowired private CustomerCopy copy;
    @Autowired private CommitLog log;
    @Autowired private Snapshotter snapshots;
    @Autowired private MongoDatabase database;
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
        eventually(() -> assertThat(http.get("/orders?customerId=" + customer, HttpStatus.OK).get("items")).extracting(
                item -> item.get("cancellationReason").asString("")).containsExactly("too slow"));
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

    @Test
    void that_were_parked_are_read_as_today_when_they_are_tried_again() {
        var customer = OrderHttp.customer(copy, "Ada");
        String order = http.place(customer);
        String list = "/orders?customerId=" + customer;
        eventually(() -> assertThat(http.get(list, HttpStatus.OK).get("items")).hasSize(1));
        long held = spoil("order_list", "order-list", order);
        cancelledInVersionOne(order, 1);
        String parked = parked(order, "order-list@");
        assertThat(retried(parked).get("remaining").asInt()).isEqualTo(1);

        database.getCollection("order_list").updateMany(eq("_id.id", order), Updates.set("position", held));
        assertThat(retried(parked).get("handled").asInt()).isEqualTo(1);
        assertThat(http.get(list, HttpStatus.OK).get("items").get(0).get("cancellationReason").asString("")).isEqualTo("too slow");
    }

    /** The second half moves the position past the first: the name is there only if the first came first. */
    @Test
    void that_wait_for_a_customer_whose_parked_registration_is_retried_find_both_halves_of_it() {
        var customer = new UserId(UUID.randomUUID());
        spoil("customer_copy", CustomerCopy.NAME, customer.text());
        OrderHttp.USERS.publishStored(customer.text(), new EventType("user.user-registered", 1),
                "{\"userId\":\"%s\",\"name\":\"Grace\",\"email\":\"%1$s@example.org\"}".formatted(customer));
        String parked = parked(customer.text(), CustomerCopy.NAME + "@");
        long last = OrderHttp.USERS.publish(new UserEmailChanged(customer, new EmailAddress("grace@example.org")));
        eventually(() -> assertThat(sequence(customer.text(), CustomerCopy.NAME + "@").get("events")).extracting(
                event -> event.get("type").asString() + " v" + event.get("version").asString()).containsExactly("user.user-registered v1",
                        "user.email-changed v1"));
        assertThat(retried(parked).get("remaining").asInt()).isEqualTo(2);

        database.getCollection("customer_copy").deleteMany(eq("_id.id", customer.text()));
        assertThat(retried(parked).get("handled").asInt()).isEqualTo(2);
        assertThat(copy.seen(customer).active()).isTrue();
        assertThat(copy.seen(customer).position()).isEqualTo(last);
        assertThat(http.get("/orders/" + http.place(customer), HttpStatus.OK).get("customerName").asString()).isEqualTo("Grace");
    }

    /** A document that no event can be applied to. Answers the position it had. */
    private long spoil(String collection, String view, String id) {
        var state = database.getCollection("projection").find(eq("_id", view)).first();
        var key = new Document("g", state == null ? 1 : state.getInteger("live")).append("id", id);
        var before = database.getCollection(collection).find(eq("_id", key)).first();
        database.getCollection(collection).updateOne(eq("_id", key), Updates.set("position", "spoilt"), new UpdateOptions().upsert(true));
        return before == null ? -1 : before.getLong("position");
    }

    private String parked(String sequence, String processor) {
        eventually(() -> assertThat(sequence(sequence, processor).get("events")).isNotEmpty());
        return sequence(sequence, processor).get("id").asString();
    }

    private JsonNode sequence(String sequence, String processor) {
        return http.get("/operations/dead-letters", HttpStatus.OK).get("items").valueStream().flatMap(
                group -> group.get("sequences").valueStream()).filter(
                        it -> it.get("sequence").asString().equals(sequence) && it.get("processor").asString().startsWith(
                                processor)).findFirst().orElseThrow(() -> new AssertionError("nothing is parked of " + sequence));
    }

    private JsonNode retried(String id) {
        return OrderHttp.body(http.post("/operations/dead-letters/" + id + "/retry", "", HttpStatus.OK));
    }
}
