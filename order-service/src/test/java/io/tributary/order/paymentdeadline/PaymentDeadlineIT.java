package io.tributary.order.paymentdeadline;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.api.Money;
import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.order.OrderCommand.PlaceOrder;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.user.UserId;
import io.tributary.chassis.events.AggregateStreams;
import io.tributary.order.OrderHttp;
import io.tributary.order.OrderServiceIntegration;
import io.tributary.order.customercopy.CustomerCopy;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

    /** In an hour's time, so that the running service leaves them alone. */
    @Test
    void all_that_are_late_at_once_are_cancelled_in_a_few_looks_and_none_holds_up_the_others() {
        var deadlines = new OpenDeadlines(database);
        var later = Instant.now().plus(Duration.ofHours(1));
        var never = new OrderId(UUID.randomUUID());
        deadlines.open(never, later.minusSeconds(1));
        var orders = Stream.generate(() -> new OrderId(UUID.randomUUID())).limit(250).toList();
        orders.parallelStream().forEach(order -> commands.sendAndWait(placed(order, later)));
        eventually(() -> assertThat(
                database.getCollection("payment_deadline").countDocuments(Filters.gte("due", Date.from(later)))).isEqualTo(250));
        var late = another(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        late.cancelLateOrders().join();
        late.cancelLateOrders().join();
        assertThat(orders).allSatisfy(order -> assertThat(events(order.text())).isEqualTo(2));
        assertThat(deadlines.due(Instant.now().plus(Duration.ofDays(1)), ALL)).contains(never).doesNotContainAnyElementsOf(orders);
        deadlines.close(never);
    }

    /** In an hour's time too. */
    @Test
    void a_cancellation_that_takes_long_holds_up_neither_the_next_look_nor_is_it_begun_twice() {
        var deadlines = new OpenDeadlines(database);
        var later = Instant.now().plus(Duration.ofHours(1));
        var slow = new OrderId(UUID.randomUUID());
        var next = new OrderId(UUID.randomUUID());
        commands.sendAndWait(placed(slow, later));
        eventually(() -> assertThat(deadlines.due(later.plus(DEADLINE), ALL)).contains(slow));
        var begun = new AtomicInteger();
        var goOn = new CountDownLatch(1);
        var gateway = (CommandGateway) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{CommandGateway.class},
                (_, method, arguments) -> {
                    if (arguments[0] instanceof CancelUnpaidOrder(OrderId order, _) && order.equals(slow)) {
                        begun.incrementAndGet();
                        assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
                    }
                    return method.invoke(commands, arguments);
                });
        var late = new WhenPaymentIsLateThenCancelOrder(deadlines, gateway,
                Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
        var first = late.cancelLateOrders();
        commands.sendAndWait(placed(next, later));
        eventually(() -> assertThat(deadlines.due(later.plus(DEADLINE), ALL)).contains(next));
        late.cancelLateOrders().join();
        assertThat(events(next.text())).isEqualTo(2);
        assertThat(first).isNotDone();
        goOn.countDown();
        first.join();
        assertThat(events(slow.text())).isEqualTo(2);
        assertThat(begun).hasValue(1);
    }

    static PlaceOrder placed(OrderId order, Instant placedAt) {
        var line = new OrderLine("TEA-1", "Green tea", 1, Money.of("12.50", "EUR"));
        return new PlaceOrder(order, new CustomerSeen(new UserId(UUID.randomUUID()), true, 0), List.of(line), "card-visa", placedAt);
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
