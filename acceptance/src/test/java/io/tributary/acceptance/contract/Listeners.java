package io.tributary.acceptance.contract;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.contract.Contract.Operation;
import io.tributary.acceptance.contract.Examples.Known;
import io.tributary.acceptance.contract.RawHttp.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The listeners of a started platform and what their documents say they answer. */
final class Listeners {
    private static final List<String> NAMES = List.of("gateway", "user-service", "order-service", "payment-service", "projections");
    private static final int THINGS = 4;
    private static final Duration SOON = Duration.ofSeconds(30);
    private final Platform platform;
    private final Http shop;

    Listeners(Platform platform) {
        this.platform = platform;
        this.shop = platform.gateway();
    }

    /** The gateway leaves out a service that does not answer in time. */
    List<Operation> operations() {
        shop.await("/v3/api-docs", SOON, answer -> answer.json().path("x-unreachable").isEmpty());
        return IntStream.range(0, NAMES.size()).boxed().flatMap(offset -> new Contract(NAMES.get(offset),
                platform.service(offset).get("/v3/api-docs").json()).operations().stream()).toList();
    }

    /** A call in which everything is in order. */
    Request request(Operation call, Examples examples) {
        return request(new FuzzCase(call, FuzzCase.NOTHING, 0), examples, new Random(0));
    }

    Request request(FuzzCase fuzzed, Examples examples, Random random) {
        return fuzzed.request(examples, random, Map.entry("Authorization", "Bearer " + shop.token()));
    }

    RawHttp.Answer send(Operation call, Request request) throws IOException {
        return RawHttp.send(platform.portBase() + NAMES.indexOf(call.contract().listener()), request);
    }

    /** Customers with orders in several states, and their payments. */
    Known known() {
        var users = new ArrayList<String>();
        var orders = new ArrayList<String>();
        var payments = new ArrayList<String>();
        for (int i = 0; i < THINGS; i++) {
            users.add(
                    shop.post("/users", "{\"name\":\"Known\",\"email\":\"%s@example.org\"}".formatted(UUID.randomUUID())).text("/userId"));
            orders.add(placed(shop, users.getLast(), i % 2 == 0 ? "card-visa" : "card-declined"));
            payments.add(shop.await("/payments?orderId=" + orders.getLast(), SOON,
                    answer -> !answer.text("/items/0/status").isEmpty() && !answer.text("/items/0/status").equals("REQUESTED")).text(
                            "/items/0/paymentId"));
        }
        shop.await("/orders/" + orders.getFirst(), SOON, answer -> answer.text("/status").equals("CONFIRMED"));
        shop.post("/orders/" + orders.getFirst() + "/shipment", "{\"trackingNumber\":\"F-1\"}");
        shop.await("/payments/" + payments.getFirst(), SOON, answer -> answer.text("/status").equals("CAPTURED"));
        return new Known(users, orders, payments);
    }

    /** The id of a new order; asks until the customer has reached order-service's copy. */
    static String placed(Http shop, String customer, String method) {
        String body = """
                {"customerId":"%s","currency":"EUR","paymentMethod":"%s",
                 "lines":[{"sku":"tea-1","title":"Tee","quantity":3,"unitPrice":"12.50"}]}""".formatted(customer, method);
        long end = System.nanoTime() + SOON.toNanos();
        Answer answer = shop.post("/orders", body);
        while (answer.status() != 201 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            answer = shop.post("/orders", body);
        }
        return answer.text("/orderId");
    }
}
