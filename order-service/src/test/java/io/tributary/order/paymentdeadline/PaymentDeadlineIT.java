package io.tributary.order.paymentdeadline;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderId;
import io.tributary.chassis.events.AggregateStreams;
import io.tributary.order.OrderHttp;
import io.tributary.order.OrderServiceIntegration;
import io.tributary.order.customercopy.CustomerCopy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;

@OrderServiceIntegration
class PaymentDeadlineIT {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int ALL = 1_000;
    @LocalServerPort private int port;
    private final CustomerCopy copy;
    private final CommandGateway commands;
    private final AggregateStreams streams;
    private final MongoDatabase database;
    private OrderHttp http = new OrderHttp(0);

    @Autowired
    PaymentDeadlineIT(CustomerCopy copy, CommandGateway commands, AggregateStreams streams, MongoDatabase database) {
        this.copy = copy;
        this.commands = commands;
        this.streams = streams;
        this.database = database;
    }

    @BeforeEach
    void connect() {
        http = new OrderHttp(port);
    }

    @Test
    void an_order_whose_payment_never_comes_is_cancelled_within_a_second_of_its_deadline() {
        String id = http.place(OrderHttp.customer(copy, "Late"));
        eventually(() -> assertThat(http.status(id)).isEqualTo("CANCELLED"));
        var order = http.get("/orders/" + id, HttpStatus.OK);
        assertThat(order.get("cancellationReason").asString()).isEqualTo("payment-timeout");
        var waited = Duration.between(Instant.parse(order.get("placedAt").asString()), Instant.now());
        assertThat(waited).isBetween(DEADLINE, DEADLINE.plusSeconds(1));
    }

    @Test
    void a_confirmed_order_outlives_its_deadline() {
        String id = http.place(OrderHttp.customer(copy, "Punctual"));
        OrderHttp.authorize(id);
        eventually(() -> assertThat(http.status(id)).isEqualTo("CONFIRMED"));
        String late = http.place(OrderHttp.customer(copy, "Later"));
        eventually(() -> assertThat(http.status(late)).isEqualTo("CANCELLED"));
        assertThat(http.status(id)).isEqualTo("CONFIRMED");
    }

    @Test
    void a_payment_after_the_deadline_changes_nothing() {
        String id = http.place(OrderHttp.customer(copy, "Too late"));
        eventually(() -> assertThat(http.status(id)).isEqualTo("CANCELLED"));
        OrderHttp.authorize(id);
        commands.sendAndWait(new ConfirmOrder(OrderId.of(id), UUID.randomUUID()));
        assertThat(http.status(id)).isEqualTo("CANCELLED");
    }

    /** A second instance, or the same one restarted: it knows the open deadlines from the database alone. */
    @Test
    void another_instance_cancels_what_is_due_and_nothing_twice() {
        var ids = new ArrayList<String>();
        var customer = OrderHttp.customer(copy, "Twice");
        for (int i = 0; i < 5; i++) {
            ids.add(http.place(customer));
        }
        eventually(
                () -> assertThat(new OpenDeadlines(database).due(Instant.now().plus(DEADLINE), ALL)).extracting(OrderId::text).containsAll(
                        ids));
        var restarted = another(Clock.offset(Clock.systemUTC(), DEADLINE));
        var other = another(Clock.offset(Clock.systemUTC(), DEADLINE));
        CompletableFuture.allOf(restarted.cancelLateOrders(), other.cancelLateOrders()).join();
        ids.forEach(id -> assertThat(http.status(id)).isEqualTo("CANCELLED"));
        ids.forEach(id -> assertThat(events(id)).isEqualTo(2));
    }

    @RepeatedTest(10)
    void a_payment_and_the_deadline_at_the_same_time_end_in_one_of_the_two() {
        String id = http.place(OrderHttp.customer(copy, "Close"));
        eventually(() -> assertThat(new OpenDeadlines(database).due(Instant.now().plus(DEADLINE), ALL)).extracting(OrderId::text).contains(
                id));
        var late = another(Clock.offset(Clock.systemUTC(), DEADLINE));
        var payment = CompletableFuture.runAsync(() -> commands.sendAndWait(new ConfirmOrder(OrderId.of(id), UUID.randomUUID())));
        CompletableFuture.allOf(payment, late.cancelLateOrders()).join();
        assertThat(http.status(id)).isIn(List.of("CONFIRMED", "CANCELLED"));
        assertThat(events(id)).isEqualTo(2);
    }

    private WhenPaymentIsLateThenCancelOrder another(Clock clock) {
        return new WhenPaymentIsLateThenCancelOrder(new OpenDeadlines(database), commands, clock);
    }

    private long events(String id) {
        return streams.fold(id, OrderEvent.class, 0, (count, _) -> count + 1).version();
    }
}
