package io.tributary.order.paymentdeadline;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.api.Money;
import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderCommand.PlaceOrder;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.user.UserId;
import io.tributary.chassis.events.AggregateStreams;
import io.tributary.order.OrderServiceIntegration;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Looks made from an hour's time on, so that the running service leaves the orders alone. */
@OrderServiceIntegration
class LookingForLateOrdersIT {
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int ALL = 1_000;
    private final CommandGateway commands;
    private final AggregateStreams streams;
    private final MongoDatabase database;

    @Autowired
    LookingForLateOrdersIT(CommandGateway commands, AggregateStreams streams, MongoDatabase database) {
        this.commands = commands;
        this.streams = streams;
        this.database = database;
    }

    @Test
    void what_two_instances_find_late_is_divided_between_them() {
        var deadlines = new OpenDeadlines(database);
        var later = Instant.now().plus(Duration.ofHours(1));
        var orders = Stream.generate(() -> new OrderId(UUID.randomUUID())).limit(100).toList();
        orders.parallelStream().forEach(order -> commands.sendAndWait(placed(order, later)));
        eventually(() -> assertThat(deadlines.due(later.plus(DEADLINE), ALL)).containsAll(orders));
        var begun = new AtomicInteger();
        var counting = watched(_ -> begun.incrementAndGet());
        var clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
        var both = Stream.generate(() -> new WhenPaymentIsLateThenCancelOrder(new OpenDeadlines(database), counting, clock)).limit(2);
        both.map(one -> CompletableFuture.supplyAsync(one::cancelLateOrders, Thread::startVirtualThread)).toList().forEach(
                looked -> looked.thenCompose(cancelled -> cancelled).join());
        assertThat(orders).allSatisfy(order -> assertThat(events(order.text())).isEqualTo(2));
        assertThat(begun).hasValue(100);
    }

    @Test
    void a_cancellation_that_fails_is_tried_again_by_whoever_looks_half_a_second_later() {
        var deadlines = new OpenDeadlines(database);
        var order = new OrderId(UUID.randomUUID());
        commands.sendAndWait(placed(order, Instant.now().plus(Duration.ofHours(1))));
        eventually(() -> assertThat(deadlines.due(Instant.now().plus(Duration.ofHours(2)), ALL)).contains(order));
        var failing = watched(_ -> {
            throw new IllegalStateException("not now");
        });
        var now = Instant.now().plus(Duration.ofHours(2));
        new WhenPaymentIsLateThenCancelOrder(deadlines, failing, Clock.fixed(now, ZoneOffset.UTC)).cancelLateOrders().join();
        another(Clock.fixed(now.plusMillis(499), ZoneOffset.UTC)).cancelLateOrders().join();
        assertThat(events(order.text())).isEqualTo(1);
        another(Clock.fixed(now.plusMillis(500), ZoneOffset.UTC)).cancelLateOrders().join();
        assertThat(events(order.text())).isEqualTo(2);
    }

    @Test
    void a_deadline_that_was_closed_while_its_cancellation_failed_stays_closed() {
        var deadlines = new OpenDeadlines(database);
        var order = new OrderId(UUID.randomUUID());
        deadlines.open(order, Instant.now().plus(Duration.ofHours(1)));
        var failing = watched(late -> {
            deadlines.close(late);
            throw new IllegalStateException("not now");
        });
        new WhenPaymentIsLateThenCancelOrder(deadlines, failing,
                Clock.offset(Clock.systemUTC(), Duration.ofHours(2))).cancelLateOrders().join();
        assertThat(deadlines.due(Instant.now().plus(Duration.ofDays(1)), ALL)).doesNotContain(order);
    }

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
        var gateway = watched(order -> {
            if (order.equals(slow)) {
                begun.incrementAndGet();
                assertThat(await(goOn)).isTrue();
            }
        });
        var ahead = new AtomicReference<>(Duration.ofHours(2));
        InstantSource clock = () -> Instant.now().plus(ahead.get());
        var late = new WhenPaymentIsLateThenCancelOrder(deadlines, gateway, clock.withZone(ZoneOffset.UTC));
        var first = late.cancelLateOrders();
        ahead.set(Duration.ofHours(3));
        commands.sendAndWait(placed(next, later));
        eventually(() -> assertThat(deadlines.due(later.plus(DEADLINE), ALL)).contains(next));
        late.cancelLateOrders().join();
        assertThat(events(next.text())).isEqualTo(2);
        assertThat(first).isNotDone();
        another(Clock.offset(Clock.systemUTC(), Duration.ofHours(3))).cancelLateOrders().join();
        assertThat(events(slow.text())).as("cancelled by another instance").isEqualTo(2);
        goOn.countDown();
        first.join();
        assertThat(events(slow.text())).isEqualTo(2);
        assertThat(begun).hasValue(1);
    }

    static PlaceOrder placed(OrderId order, Instant placedAt) {
        var line = new OrderLine("TEA-1", "Green tea", 1, Money.of("12.50", "EUR"));
        return new PlaceOrder(order, new CustomerSeen(new UserId(UUID.randomUUID()), true, 0), List.of(line), "card-visa", placedAt);
    }

    /** Dispatches as the service does; {@code before} learns of each cancellation first and may hold it up or fail it. */
    private CommandGateway watched(Consumer<OrderId> before) {
        return (CommandGateway) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{CommandGateway.class},
                (_, method, arguments) -> {
                    if (arguments[0] instanceof CancelUnpaidOrder(OrderId order, _)) {
                        before.accept(order);
                    }
                    return method.invoke(commands, arguments);
                });
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private WhenPaymentIsLateThenCancelOrder another(Clock clock) {
        return new WhenPaymentIsLateThenCancelOrder(new OpenDeadlines(database), commands, clock);
    }

    private long events(String id) {
        return streams.fold(id, OrderEvent.class, 0, (count, _) -> count + 1).version();
    }
}
