package io.tributary.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The shop when every token stands at its head and no provider call is open: what its money adds up to. */
public final class ShopAtRest {
    private static final int PAGE = 200;
    private static final Map<String, Set<String>> PAYMENT_OF = Map.of("SHIPPED", Set.of("CAPTURED", "REFUNDED"), "CONFIRMED",
            Set.of("AUTHORIZED"), "CANCELLED", Set.of("DECLINED", "VOIDED"));
    private static final List<String> PROJECTIONS = List.of("order-details", "customer-dashboard", "customer-copy", "order-list",
            "payer-copy", "ledger");
    private final Http shop;
    private final OwnersData data;

    public ShopAtRest(Http shop, OwnersData data) {
        this.shop = shop;
        this.data = data;
    }

    /** Returns when nothing moves any more. */
    public void await(Duration limit) {
        Instant end = Instant.now().plus(limit);
        String moving = moving();
        while (!moving.isEmpty()) {
            assertThat(Instant.now()).as("still moving after %s: %s", limit, moving).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
            moving = moving();
        }
    }

    private String moving() {
        for (JsonNode line : shop.get("/operations/processors").json().path("items")) {
            if (line.at("/lag/events").asLong(-1) != 0) {
                return line.toString();
            }
        }
        if (!shop.get("/orders?status=PLACED&limit=1").json().path("items").isEmpty()) {
            return "an order waits for its payment";
        }
        return data.openProviderCalls() == 0 ? "" : "a provider call is open";
    }

    /** Every order's payment stands where the order does, and the ledger and the provider's own books say the same. */
    public void balances() {
        var captured = new HashMap<String, BigDecimal>();
        var refunded = new HashMap<String, BigDecimal>();
        var held = new HashMap<String, BigDecimal>();
        for (List<JsonNode> page : pages()) {
            Map<String, JsonNode> payments = payments(page);
            for (JsonNode order : page) {
                JsonNode payment = Objects.requireNonNull(payments.get(order.path("orderId").asString()), () -> "no payment of " + order);
                String status = payment.path("status").asString();
                assertThat(status).as("%s, paid by %s", order, payment).isIn(
                        PAYMENT_OF.getOrDefault(order.path("status").asString(), Set.of()));
                switch (status) {
                    case "CAPTURED", "REFUNDED" -> {
                        assertThat(payment.path("amount")).isEqualTo(order.path("total"));
                        add(captured, order.path("total"));
                        add(refunded, payment.path("refunded"));
                        assertThat(amount(payment.path("refunded"))).isLessThanOrEqualTo(amount(payment.path("amount")));
                    }
                    case "AUTHORIZED" -> add(held, order.path("total"));
                    default -> assertThat(status).isIn("DECLINED", "VOIDED");
                }
            }
        }
        assertThat(data.atProvider("CAPTURED")).as("collected by the provider").isEqualTo(captured);
        assertThat(data.atProvider("HELD")).as("held by the provider").isEqualTo(held);
        ledgerSays(captured, refunded, held);
    }

    private void ledgerSays(Map<String, BigDecimal> captured, Map<String, BigDecimal> refunded, Map<String, BigDecimal> held) {
        var sums = new HashMap<String, BigDecimal>();
        var accounts = new HashMap<String, Map<String, BigDecimal>>();
        for (JsonNode item : shop.get("/ledger").json().path("items")) {
            add(sums, item.path("balance"));
            add(accounts.computeIfAbsent(item.path("account").asString(), _ -> new HashMap<>()), item.path("balance"));
        }
        assertThat(sums.values()).as("sums per currency: %s", sums).allMatch(sum -> sum.signum() == 0);
        assertThat(negated(accounts.getOrDefault("sales", Map.of()))).isEqualTo(withoutZeros(captured));
        assertThat(withoutZeros(accounts.getOrDefault("sales-returns", Map.of()))).isEqualTo(withoutZeros(refunded));
        assertThat(withoutZeros(accounts.getOrDefault("card-holds", Map.of()))).isEqualTo(withoutZeros(held));
    }

    /** No view differs from one that is computed from the logs. */
    public void equalsARebuild() {
        var audits = PROJECTIONS.stream().collect(Collectors.toMap(name -> name, name -> {
            Answer accepted = shop.post("/operations/projections/" + name + "/audit", "{}");
            assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
            return accepted.header("Location");
        }));
        audits.forEach((name, audit) -> {
            Answer ended = shop.await(audit, Duration.ofMinutes(5),
                    answer -> !Set.of("RUNNING", "COMPARING").contains(answer.text("/state")));
            assertThat(ended.text("/state")).as("audit of %s: %s", name, ended).isEqualTo("COMPARED");
            assertThat(ended.json().path("differenceCount").asInt(-1)).as("audit of %s: %s", name, ended).isZero();
        });
    }

    /** Each copy of a customer says what the owner says. */
    public void copiesEqualTheirOwner(List<String> customers) {
        for (int from = 0; from < customers.size(); from += PAGE) {
            String ids = String.join(",", customers.subList(from, Math.min(from + PAGE, customers.size())));
            for (JsonNode user : shop.get("/users?ids=" + ids).json().path("items")) {
                String id = user.path("userId").asString();
                assertThat(data.payerStatus(id)).as("payer-copy of %s", user).isEqualTo(user.path("status").asString());
                assertThat(data.customerCopy(id)).as("customer-copy of %s", user).isEqualTo(
                        user.path("name").asString() + " " + user.path("status").asString());
            }
        }
    }

    private List<List<JsonNode>> pages() {
        var pages = new ArrayList<List<JsonNode>>();
        String cursor = "";
        do {
            JsonNode page = shop.get("/orders?limit=" + PAGE + cursor).json();
            pages.add(page.path("items").valueStream().toList());
            cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return pages;
    }

    private Map<String, JsonNode> payments(List<JsonNode> orders) {
        String ids = orders.stream().map(order -> order.path("orderId").asString()).collect(Collectors.joining(","));
        return shop.get("/payments?orderIds=" + ids).json().path("items").valueStream().collect(
                Collectors.toMap(payment -> payment.path("orderId").asString(), payment -> payment));
    }

    private static void add(Map<String, BigDecimal> sums, JsonNode money) {
        sums.merge(money.path("currency").asString(), amount(money), BigDecimal::add);
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asString());
    }

    private static Map<String, BigDecimal> negated(Map<String, BigDecimal> sums) {
        return withoutZeros(sums.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().negate())));
    }

    private static Map<String, BigDecimal> withoutZeros(Map<String, BigDecimal> sums) {
        return sums.entrySet().stream().filter(entry -> entry.getValue().signum() != 0).collect(
                Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
