package io.tributary.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.acceptance.Http;
import io.tributary.acceptance.RunningPlatform;
import io.tributary.acceptance.RunningPlatform.Platform;
import io.tributary.acceptance.access.Logs.Noted;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Each event says who caused it, by which request, and because of what: in both kinds of stores and on the topics. */
@ResourceLock(value = RunningPlatform.SHARED, mode = ResourceAccessMode.READ)
@ExtendWith(RunningPlatform.class)
class WhoAndWhyIT {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private final Platform platform;
    private final Logs logs;

    WhoAndWhyIT(Platform platform) {
        this.platform = platform;
        this.logs = new Logs(platform);
    }

    @Test
    void what_follows_from_a_request_leads_back_to_it() throws SQLException {
        Shopper ada = Shopper.at(platform);
        String request = "order-" + UUID.randomUUID();
        String order = ordered(ada.http(), ada.user(), request);
        ada.http().await("/orders/" + order, Duration.ofSeconds(20), answer -> answer.text("/status").equals("CONFIRMED"));

        Noted placed = event(logs.inMongo(), "order.order-placed", order);
        assertThat(List.of(placed.told("by"), placed.told("role"), placed.told("request"))).containsExactly(ada.user(), "customer",
                request);
        Noted requested = logs.inPostgres("payment-service").stream().filter(
                event -> event.told("cause").equals(placed.id())).findFirst().orElseThrow();
        assertThat(List.of(requested.type(), requested.told("by"), requested.told("role"), requested.told("request"))).containsExactly(
                "payment.payment-requested", "payment-service", "service", request);
        assertThat(List.of(placed.told("traceparent"), requested.told("traceparent"))).containsExactly(TRACE, TRACE);
        Noted authorized = event(logs.inPostgres("payment-service"), "payment.payment-authorized", requested.aggregate());
        Noted confirmed = event(logs.inMongo(), "order.order-confirmed", order);
        assertThat(List.of(confirmed.told("by"), confirmed.told("role"), confirmed.told("cause"))).containsExactly("order-service",
                "service", authorized.id());
    }

    @Test
    void no_event_is_without_its_author_and_its_command() throws SQLException {
        Shopper.at(platform);
        List<Noted> published = logs.onTopics();
        var stored = new ArrayList<>(logs.inMongo());
        stored.addAll(logs.inPostgres("user-service"));
        stored.addAll(logs.inPostgres("payment-service"));
        assertThat(stored).hasSizeGreaterThan(5).allSatisfy(event -> {
            assertThat(event.told("by")).as(event.toString()).isNotEmpty();
            assertThat(event.told("correlationId")).as(event.toString()).isNotEmpty();
        });
        assertThat(published).hasSizeGreaterThan(5);
        assertThat(stored).containsAll(published);
    }

    private static String ordered(Http own, String user, String request) {
        return own.post("/orders", """
                {"customerId":"%s","currency":"EUR","paymentMethod":"card-visa",
                 "lines":[{"sku":"tea-1","title":"Tee","quantity":1,"unitPrice":"12.50"}]}""".formatted(user), "X-Request-Id",
                request, "traceparent", TRACE).text("/orderId");
    }

    private static Noted event(List<Noted> events, String type, String aggregate) {
        return events.stream().filter(event -> event.type().equals(type) && event.aggregate().equals(aggregate)).findFirst().orElseThrow();
    }
}
