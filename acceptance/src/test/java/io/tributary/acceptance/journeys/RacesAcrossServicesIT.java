package io.tributary.acceptance.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Customer;
import io.tributary.acceptance.Http;
import io.tributary.acceptance.Http.Answer;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.Waiting;
import io.tributary.acceptance.walk.OwnersData;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What each owner shows of its own side, through all of them with the real provider: whoever comes first, order, payment and money end alike.
 * It waits most of its time, so it comes first.
 */
@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
@Order(1)
class RacesAcrossServicesIT {
    private static final Duration LIMIT = RunningPlatform.PAYMENT_DEADLINE.plusSeconds(20);
    private static final int TIMES = 4;
    /** Where the money is when order and payment have ended so. */
    private static final Map<String, List<String>> MONEY = Map.of("CANCELLED VOIDED", List.of("RELEASED", "CANCELLED", "none"),
            "CANCELLED DECLINED", List.of("DECLINED", "none"), "SHIPPED CAPTURED", List.of("CAPTURED"), "CONFIRMED AUTHORIZED",
            List.of("HELD"));
    private final Http shop;
    private final Platform platform;
    private final Customer customer;
    private final List<String> orders = new ArrayList<>();

    RacesAcrossServicesIT(Platform platform) {
        this.platform = platform;
        shop = platform.gateway();
        customer = Customer.registered(shop);
    }

    @Test
    void every_race_ends_with_the_money_where_the_order_is() throws SQLException {
        String silent = placed("card-late");
        String givenUp = placed("card-late");
        try (var data = new OwnersData(platform)) {
            // A payment that is given up before the provider has been asked ends without a late answer.
            Waiting.until("the provider has been asked", LIMIT, () -> data.hold(paymentId(givenUp)).equals("HELD"));
            assertThat(cancel(givenUp).status()).isEqualTo(204);
            for (int i = 0; i < TIMES; i++) {
                cancelWhileThePaymentIsAuthorised();
                shipWhileItIsCancelled();
                leaveBetweenOrderAndPayment();
            }
            orders.forEach(order -> Waiting.until("order " + order + " has ended", LIMIT, () -> hasEnded(order, data)));
            assertThat(shop.get("/orders/" + silent).text("/cancellationReason")).isEqualTo("payment-timeout");
            for (String late : List.of(silent, givenUp)) {
                Waiting.until("the late answer has arrived", LIMIT, () -> payment(late).json().at("/items/0/version").asInt() == 3);
                assertThat(end(late)).isEqualTo("CANCELLED VOIDED");
                Waiting.until("nothing is held", LIMIT, () -> data.openProviderCalls(paymentId(late)) == 0);
                assertThat(data.hold(paymentId(late))).isEqualTo("RELEASED");
            }
        }
    }

    private void cancelWhileThePaymentIsAuthorised() {
        String order = placed("card-visa");
        assertThat(cancel(order).status()).isEqualTo(204);
    }

    private void shipWhileItIsCancelled() {
        String order = placed("card-visa");
        shop.await("/orders/" + order, LIMIT, answer -> answer.text("/status").equals("CONFIRMED"));
        var statuses = atOnce(() -> cancel(order), () -> shop.post("/orders/" + order + "/shipment", "{\"trackingNumber\":\"T-1\"}"));
        assertThat(statuses).extracting(Answer::status).containsExactlyInAnyOrder(204, 409);
    }

    /** The order may be refused, declined or paid; which of them is up to how far the copies are. */
    private void leaveBetweenOrderAndPayment() {
        var leaving = Customer.registered(shop);
        var answers = atOnce(() -> leaving.placePaidBy("card-visa"),
                () -> shop.post("/users/" + leaving.id() + "/deactivation", "{\"reason\":\"gone\"}"));
        assertThat(answers.getLast().status()).isEqualTo(204);
        assertThat(answers.getFirst().status()).isIn(201, 409);
        if (answers.getFirst().status() == 201) {
            orders.add(answers.getFirst().text("/orderId"));
        }
    }

    private static List<Answer> atOnce(Supplier<Answer> one, Supplier<Answer> other) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(one, threads);
            var second = CompletableFuture.supplyAsync(other, threads);
            return List.of(first.join(), second.join());
        }
    }

    private boolean hasEnded(String order, OwnersData data) {
        var money = MONEY.get(end(order));
        return money != null && data.openProviderCalls(paymentId(order)) == 0 && money.contains(data.hold(paymentId(order)));
    }

    private String end(String order) {
        return shop.get("/orders/" + order).text("/status") + " " + payment(order).text("/items/0/status");
    }

    private Answer payment(String order) {
        return shop.get("/payments?orderId=" + order);
    }

    private static String paymentId(String order) {
        return PaymentId.forOrder(OrderId.of(order)).text();
    }

    private Answer cancel(String order) {
        return shop.post("/orders/" + order + "/cancellation", "{\"reason\":\"changed my mind\"}");
    }

    private String placed(String method) {
        var answer = customer.placePaidBy(method);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        orders.add(answer.text("/orderId"));
        return orders.getLast();
    }
}
