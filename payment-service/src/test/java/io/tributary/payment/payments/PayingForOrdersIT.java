package io.tributary.payment.payments;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.chassis.testing.Eventually.within;
import static io.tributary.payment.Orders.ORDERS;
import static io.tributary.payment.Orders.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.payment.PaymentEvent.PaymentVoided;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserId;
import io.tributary.chassis.events.EventType;
import io.tributary.chassis.testing.DocumentedRoutes;
import io.tributary.payment.Orders;
import io.tributary.payment.PaymentServiceIntegration;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Orders and users as their topics tell of them, payments as HTTP shows them. */
@PaymentServiceIntegration
class PayingForOrdersIT extends PaymentsOverHttp {
    private final EventStore events;
    private final RequestMappingHandlerMapping mappings;

    @Autowired
    PayingForOrdersIT(JdbcClient jdbc, EventStore events,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        super(jdbc);
        this.mappings = mappings;
        this.events = events;
    }

    @Test
    void every_route_is_in_the_contract() {
        assertThat(DocumentedRoutes.missing(mappings, get("/v3/api-docs", HttpStatus.OK))).isEmpty();
    }

    @Test
    void a_shipped_order_is_captured_and_booked() {
        var order = Orders.placed(new UserId(UUID.randomUUID()), "card-visa", "1.250", "KWD");
        ORDERS.publish(order);
        eventually(() -> assertThat(status(order)).isEqualTo("AUTHORIZED"));
        ORDERS.publish(Orders.confirmed(order), Orders.shipped(order));
        eventually(() -> assertThat(status(order)).isEqualTo("CAPTURED"));
        eventually(() -> assertThat(balance("sales", "KWD")).isEqualTo("-1.250"));
        assertThat(balance("provider-balance", "KWD")).isEqualTo("1.250");
        assertThat(balance("card-holds", "KWD")).isEqualTo("0.000");
    }

    @Test
    void an_order_whose_card_is_declined_shows_why() {
        var order = Orders.placed("card-declined");
        ORDERS.publish(order);
        eventually(() -> assertThat(status(order)).isEqualTo("DECLINED"));
        assertThat(get("/payments/" + payment(order), HttpStatus.OK).get("declineReason").asString()).isEqualTo("insufficient-funds");
    }

    @Test
    void a_payer_deactivated_between_order_and_payment_pays_nothing() {
        var payer = new UserId(UUID.randomUUID());
        USERS.publish(new UserRegistered(payer, new PersonName("Åsa")),
                new UserDeactivated(payer, "gone"));
        eventually(() -> assertThat(
                jdbc.sql("select status from payer_copy where id = :id").param("id", payer.text()).query(String.class).optional()).contains(
                        "DEACTIVATED"));
        var order = Orders.placed(payer, "card-visa", "25.00", "EUR");
        ORDERS.publish(order);
        eventually(() -> assertThat(status(order)).isEqualTo("DECLINED"));
        assertThat(get("/payments/" + payment(order), HttpStatus.OK).get("declineReason").asString()).isEqualTo("payer-not-active");
        assertThat(
                jdbc.sql("select count(*) from provider_call where payment_id = :payment").param("payment", payment(order).value()).query(
                        Integer.class).single()).isZero();
    }

    /** The copy that is empty again has not heard of anybody; who is not heard of may pay. */
    @Test
    void a_deactivated_payer_pays_nothing_while_the_copy_that_says_so_is_filled_in_place() {
        var payer = new UserId(UUID.randomUUID());
        USERS.publish(new UserRegistered(payer, new PersonName("Åsa")), new UserDeactivated(payer, "gone"));
        eventually(() -> assertThat(jdbc.sql("select status from payer_copy where id = :id").param("id", payer.text()).query(
                String.class).list()).contains("DEACTIVATED"));
        int half = Math.max(1, jdbc.sql("select count(*) from payer_copy").query(Integer.class).single() / 2);
        http.post().uri("/operations/projections/payer-copy/rebuilds").contentType(MediaType.APPLICATION_JSON).body(
                "{\"mode\":\"in-place\",\"eventsPerSecond\":%d}".formatted(half)).exchange().expectStatus().isAccepted();
        var order = Orders.placed(payer, "card-visa", "25.00", "EUR");
        ORDERS.publish(order);
        eventually(() -> assertThat(status(order)).isEqualTo("DECLINED"));
        assertThat(get("/payments/" + payment(order), HttpStatus.OK).get("declineReason").asString()).isEqualTo("payer-not-active");
    }

    @Test
    void a_cancellation_published_by_an_earlier_build_voids_the_payment() {
        var order = Orders.placed("card-silent");
        ORDERS.publish(order);
        eventually(() -> assertThat(status(order)).isEqualTo("REQUESTED"));
        ORDERS.publishStored(order.orderId().text(), new EventType("order.order-cancelled", 1),
                "{\"orderId\":\"%s\",\"reason\":\"too slow\"}".formatted(order.orderId()));
        eventually(() -> assertThat(status(order)).isEqualTo("VOIDED"));
        var last = events.readEvents(payment(order).text()).asStream().reduce((_, next) -> next).orElseThrow();
        assertThat(last.getPayload()).isEqualTo(new PaymentVoided(payment(order), order.orderId(), "too slow"));
    }

    /**
     * A version nobody can read holds it back; once that is given up, what waits behind it is read as today. Before it is parked it is tried five
     * times, with pauses that are fifteen seconds together.
     */
    @Test
    void a_cancellation_of_an_earlier_build_that_was_parked_voids_the_payment_once() {
        var order = Orders.placed("card-visa");
        ORDERS.publish(order);
        eventually(() -> assertThat(status(order)).isEqualTo("AUTHORIZED"));
        String id = order.orderId().text();
        ORDERS.publishStored(id, new EventType("order.order-shipped", 9), "{}");
        ORDERS.publishStored(id, new EventType("order.order-cancelled", 1),
                "{\"orderId\":\"%s\",\"reason\":\"too slow\"}".formatted(id));
        within(Duration.ofMinutes(1), () -> assertThat(parked(id).get("events")).extracting(
                event -> event.get("type").asString() + " v" + event.get("version").asString()).containsExactly("order.order-shipped v9",
                        "order.order-cancelled v1"));
        assertThat(status(order)).isEqualTo("AUTHORIZED");

        var given = http.delete().uri("/operations/dead-letters/{id}?reason=unreadable",
                parked(id).get("id").asString()).exchange().expectStatus().isOk().expectBody(byte[].class).returnResult();
        assertThat(body(given).get("handled").asInt()).as(body(given).toString()).isEqualTo(1);
        assertThat(body(given).get("remaining").asInt()).isZero();
        assertThat(events.readEvents(payment(order).text()).asStream().filter(
                event -> event.getPayload() instanceof PaymentVoided).map(event -> (Object) event.getPayload())).containsExactly(
                        new PaymentVoided(payment(order), order.orderId(), "too slow"));
        eventually(() -> assertThat(
                jdbc.sql("select count(*) from provider_call where payment_id = :payment and state = 'OPEN'").param("payment",
                        payment(order).value()).query(Integer.class).single()).isZero());
    }

    private JsonNode parked(String order) {
        return get("/operations/dead-letters", HttpStatus.OK).get("items").valueStream().flatMap(
                group -> group.get("sequences").valueStream()).filter(
                        sequence -> sequence.get("sequence").asString().equals(order)).findFirst().orElseThrow(
                                () -> new AssertionError("nothing is parked of " + order));
    }

    @Test
    void the_payment_of_an_order_is_found_by_the_order() {
        var order = Orders.placed("card-visa");
        ORDERS.publish(order);
        eventually(() -> assertThat(get("/payments?orderId=" + order.orderId(), HttpStatus.OK).get("items")).hasSize(1));
        var payment = get("/payments?orderId=" + order.orderId(), HttpStatus.OK).get("items").get(0);
        assertThat(payment.get("paymentId").asString()).isEqualTo(payment(order).text());
        assertThat(payment.get("customerId").asString()).isEqualTo(order.customerId().text());
        assertThat(payment.get("amount")).isEqualTo(JSON.readTree("{\"amount\":\"25.00\",\"currency\":\"EUR\"}"));
        assertThat(payment.get("refunded").get("amount").asString()).isEqualTo("0.00");
    }

    @Test
    void an_order_without_a_payment_has_an_empty_list() {
        assertThat(get("/payments?orderId=" + UUID.randomUUID(), HttpStatus.OK).get("items")).isEmpty();
    }

    @Test
    void a_list_of_payments_needs_an_order() {
        get("/payments", HttpStatus.BAD_REQUEST);
        get("/payments?orderId=17", HttpStatus.BAD_REQUEST);
        get("/payments?orderIds=,", HttpStatus.BAD_REQUEST);
    }

    @Test
    void an_unknown_payment_is_not_found() {
        assertThat(get("/payments/" + UUID.randomUUID(), HttpStatus.NOT_FOUND).get("type").asString()).endsWith(
                "/problems/payment-not-found");
    }

    @Test
    void the_ledger_sums_to_zero_in_each_currency() {
        captured();
        eventually(() -> assertThat(balance("sales", "EUR")).isNotEqualTo("0.00"));
        assertThat(jdbc.sql(
                "select count(*) from (select currency from ledger_posting group by currency, generation having sum(amount) <> 0) s").query(
                        Integer.class).single()).isZero();
    }

    private String balance(String account, String currency) {
        for (JsonNode item : get("/ledger", HttpStatus.OK).get("items")) {
            if (item.get("account").asString().equals(account) && item.get("balance").get("currency").asString().equals(currency)) {
                return item.get("balance").get("amount").asString();
            }
        }
        return "none";
    }
}
