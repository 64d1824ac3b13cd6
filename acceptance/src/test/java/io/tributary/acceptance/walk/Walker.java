package io.tributary.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.walk.RandomWalk.Order;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Takes one step after the other; which ones follows from the seed, what they meet from the others. */
final class Walker {
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");
    private static final int[] DIGITS = {2, 0, 3};
    private static final int RECENT = 40;
    private final RandomWalk walk;
    private final Http shop;
    private final long seed;
    private final Random random;

    Walker(RandomWalk walk, Http shop, long seed) {
        this.walk = walk;
        this.shop = shop;
        this.seed = seed;
        this.random = new Random(seed);
    }

    void walk() {
        while (walk.step()) {
            int dice = random.nextInt(100);
            if (dice < 40 || walk.orders().isEmpty()) {
                place();
            } else if (dice < 75) {
                changeAnOrder(dice);
            } else {
                changeACustomer(dice);
            }
            if (!walk.orders().isEmpty() && random.nextInt(4) == 0) {
                read();
            }
        }
    }

    /** One order three ways; the view may not have heard of it yet. */
    private void read() {
        String order = anyOrder().id();
        assertThat(shop.get("/orders/" + order).status()).as("order %s", order).isEqualTo(200);
        assertThat(shop.get("/views/order-details/" + order).status()).as("view of %s", order).isIn(200, 404);
        assertThat(shop.get("/compositions/order-details/" + order).status()).as("composition of %s", order).isEqualTo(200);
    }

    private void changeAnOrder(int dice) {
        Order order = anyOrder();
        if (dice < 58) {
            send("POST", "/orders/" + order.id() + "/shipment", "{\"trackingNumber\":\"T-1\"}", 204, 409);
        } else if (dice < 64) {
            send("POST", "/orders/" + order.id() + "/cancellation", "{\"reason\":\"changed my mind\"}", 204, 409);
        } else {
            refund(order);
        }
    }

    private void changeACustomer(int dice) {
        String customer = "/users/" + anyCustomer();
        if (dice < 83) {
            send("PUT", customer + "/name", "{\"name\":\"Name %d\"}".formatted(random.nextInt(1000)), 204, 409);
        } else if (dice < 90) {
            String email = "walk%x.shared%d@example.org".formatted(seed & ~7, random.nextInt(50));
            send("PUT", customer + "/email", "{\"email\":\"%s\"}".formatted(email), 204, 409);
        } else if (dice < 93) {
            send("POST", customer + "/deactivation", "{\"reason\":\"on holiday\"}", 204);
        } else {
            send("POST", customer + "/reactivation", "", 204);
        }
    }

    private void place() {
        int currency = random.nextInt(CURRENCIES.size());
        long price = 1 + random.nextInt(100_000);
        int quantity = 1 + random.nextInt(5);
        String customer = anyCustomer();
        Answer answer = send("POST", "/orders", """
                {"customerId":"%s","currency":"%s","paymentMethod":"%s",
                 "lines":[{"sku":"tea-1","title":"Grüner Tee","quantity":%d,"unitPrice":"%s"}]}""".formatted(customer,
                CURRENCIES.get(currency), anyMethod(), quantity, amount(price, DIGITS[currency])), 201, 409);
        if (answer.status() == 201) {
            walk.placed(new Order(answer.text("/orderId"), customer, price * quantity, DIGITS[currency]));
        }
    }

    private String anyMethod() {
        int dice = random.nextInt(100);
        if (dice < 60) {
            return "card-visa";
        }
        if (dice < 68) {
            return "card-declined";
        }
        if (dice < 74) {
            return "card-slow";
        }
        return dice < 80 && walk.mayBeSilent() ? "card-silent" : "card-flaky";
    }

    /** A part mostly, the whole at times, now and then more than there is. */
    private void refund(Order order) {
        long units = switch (random.nextInt(5)) {
            case 0 -> order.units();
            case 1 -> order.units() + 1;
            default -> 1 + (long) (random.nextDouble() * order.units() / 2);
        };
        String payment = PaymentId.forOrder(OrderId.of(order.id())).text();
        send("POST", "/payments/" + payment + "/refunds",
                "{\"amount\":\"%s\",\"reason\":\"damaged\"}".formatted(amount(units, order.digits())), 201, 404, 409);
    }

    private static String amount(long units, int digits) {
        return BigDecimal.valueOf(units, digits).toPlainString();
    }

    private String anyCustomer() {
        return walk.customers().get(random.nextInt(walk.customers().size()));
    }

    /** One of the last orders mostly, since older ones have ended. */
    private Order anyOrder() {
        int size = walk.orders().size();
        int oldest = random.nextInt(4) == 0 ? 0 : Math.max(0, size - RECENT);
        return walk.orders().get(oldest + random.nextInt(size - oldest));
    }

    /** One in ten commands is sent twice: an accepted one gets its first answer again. */
    private Answer send(String method, String path, String body, Integer... allowed) {
        String key = UUID.randomUUID().toString();
        Answer answer = call(method, path, body, key);
        assertThat(answer.status()).as("seed %d: %s %s %s -> %s", seed, method, path, body, answer).isIn((Object[]) allowed);
        if (random.nextInt(10) == 0 && answer.status() < 300) {
            Answer again = call(method, path, body, key);
            assertThat(again.toString()).as("seed %d: %s %s again", seed, method, path).isEqualTo(answer.toString());
        }
        return answer;
    }

    private Answer call(String method, String path, String body, String key) {
        return method.equals("PUT") ? shop.put(path, body, "Idempotency-Key", key) : shop.post(path, body, "Idempotency-Key", key);
    }
}
