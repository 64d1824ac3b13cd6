package io.tributary.platform.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/** What the tour reads across services. */
record Views(Shop shop) {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration REBUILD = Duration.ofMinutes(2);
    private static final Set<String> UNDER_WAY = Set.of("RUNNING", "COMPARING");
    /** Of a payment, by the status of its order. */
    private static final Map<String, Set<String>> FINAL = Map.of("SHIPPED", Set.of("CAPTURED"), "CANCELLED", Set.of("DECLINED", "VOIDED"));

    void readOwnWrite(String customer, String token, String name) throws InterruptedException {
        Answer answer = shop.get("/views/customers/" + customer + "/dashboard", "Consistency-Token", token, "Prefer", "wait=20").expect(OK);
        if (!answer.hasHeader("Preference-Applied") || !answer.text("/name").equals(name)) {
            throw new TourFailed("Expected to read " + name + " with Preference-Applied, got " + answer);
        }
    }

    void awaitNames(String customer, String order, String name) throws InterruptedException {
        shop.await("/views/order-details/" + order, SOON, "named " + name, answer -> answer.text("/customer/name").equals(name));
        shop.await("/views/customers/" + customer + "/dashboard", SOON, "named " + name, answer -> answer.text("/name").equals(name));
    }

    /** The view's row of an order that has ended, when its payment has too. */
    Answer awaitSettled(String order) throws InterruptedException {
        return shop.await("/views/order-details/" + order, SOON, "settled",
                answer -> FINAL.getOrDefault(answer.text("/status"), Set.of()).contains(answer.text("/payment/status")));
    }

    Answer composition(String order) throws InterruptedException {
        Answer answer = shop.get("/compositions/order-details/" + order).expect(OK);
        for (String part : List.of("order", "customer", "payment")) {
            if (!answer.text("/parts/" + part).equals("ok")) {
                throw new TourFailed("The composition lacks a part: " + answer);
            }
        }
        return answer;
    }

    List<JsonNode> orderDetails(List<String> customers) throws InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        for (String customer : customers) {
            rows.add(shop.get("/views/order-details?customerId=" + customer).expect(OK).at("/items"));
        }
        return rows;
    }

    /** Answers how far it went. */
    String rebuildInPlace() throws InterruptedException {
        Answer accepted = shop.post("/operations/projections/order-details/rebuilds", Map.of("mode", "in-place")).expect(ACCEPTED);
        Answer ended = shop.await(accepted.header("Location"), REBUILD, "ended",
                answer -> answer.status() == OK && !UNDER_WAY.contains(answer.text("/state")));
        if (!ended.text("/state").equals("SWITCHED")) {
            throw new TourFailed("The rebuild ended otherwise: " + ended);
        }
        return ended.text("/processed") + " of " + ended.text("/total") + " events";
    }
}
