package io.tributary.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Several walkers share customers and orders, so that their commands meet on the same aggregates. */
public final class RandomWalk {
    private static final int WALKERS = 8;
    /** After this share of the walk no order is placed whose payment is never answered: each takes a whole deadline to end. */
    private static final double SILENT_UNTIL = 0.4;

    /** An order as whoever placed it knows it. */
    record Order(String id, String customer, long units, int digits) {}

    private final Http shop;
    private final long seed;
    private final List<String> customers = new ArrayList<>();
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final AtomicInteger steps = new AtomicInteger();
    private volatile int length;

    public RandomWalk(Http shop, long seed) {
        this.shop = shop;
        this.seed = seed;
    }

    /** Registers the customers and sends that many commands; fails at the first answer that no rule allows. */
    public void walk(int commands, int numberOfCustomers) {
        length = commands;
        IntStream.range(0, numberOfCustomers).forEach(i -> customers.add(registered(i)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var walkers = IntStream.range(0, WALKERS).mapToObj(
                    i -> CompletableFuture.runAsync(new Walker(this, shop, seed + i)::walk, threads)).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(walkers).join();
        }
    }

    private String registered(int number) {
        var answer = shop.post("/users",
                "{\"name\":\"Customer %d\",\"email\":\"walk%x.%d@example.org\"}".formatted(number, seed, number));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.text("/userId");
    }

    /** Returns when that many more commands were sent; fails as the walk does. */
    public void await(int more, CompletableFuture<Void> walking) {
        int end = steps.get() + more;
        while (steps.get() < end) {
            if (walking.isDone()) {
                walking.join();
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** The walkers end with the step they are at. */
    public void stop() {
        length = 0;
    }

    public List<String> customers() {
        return List.copyOf(customers);
    }

    List<Order> orders() {
        return orders;
    }

    void placed(Order order) {
        orders.add(order);
    }

    /** Whether there is a step left to take. */
    boolean step() {
        return steps.incrementAndGet() <= length;
    }

    boolean mayBeSilent() {
        return steps.get() < length * SILENT_UNTIL;
    }
}
