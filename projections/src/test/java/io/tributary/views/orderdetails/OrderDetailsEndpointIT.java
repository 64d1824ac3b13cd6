package io.tributary.views.orderdetails;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.payment.PaymentEvent.PaymentRequested;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.EmailAddress;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserEmailChanged;
import io.tributary.api.user.UserEvent.UserRegistered;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.testing.DocumentedRoutes;
import io.tributary.views.ProjectionsUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OrderDetailsEndpointIT extends ProjectionsUnderTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");

    private final UserId customer = new UserId(UUID.randomUUID());
    private final OrderId order = new OrderId(UUID.randomUUID());
    private final PaymentId payment = new PaymentId(UUID.randomUUID());

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mappings;

    @Test
    void every_route_is_in_the_contract() throws Exception {
        assertThat(DocumentedRoutes.missing(mappings, body(get("/v3/api-docs").body()))).isEmpty();
    }

    @Test
    void the_contract_says_that_a_view_cannot_be_read_while_it_is_filled_in_place() throws Exception {
        var away = body(get("/v3/api-docs").body()).at("/paths/~1views~1order-details~1{orderId}/get/responses/503");
        assertThat(away.at("/content/application~1problem+json/schema/allOf/1/properties/type/enum").valueStream().map(
                JsonNode::asString)).contains("/problems/view-being-filled");
        assertThat(away.at("/headers").propertyNames()).containsExactly("Retry-After");
    }

    @Test
    void an_order_is_shown_with_its_customer_and_payment_once_all_three_were_published() throws Exception {
        publish(new UserRegistered(customer, new PersonName("Ada")));
        publish(new UserEmailChanged(customer, new EmailAddress("ada@example.org")));
        JsonNode shown = getAfter("/views/order-details/" + order, publish(requested()), publish(placed(order, NOON)),
                publish(new UserRenamed(customer, new PersonName("Zoë Ω"))));
        assertThat(shown).isEqualTo(body("""
                {"orderId":"%s","status":"PLACED","placedAt":"2026-01-01T12:00:00.123456789Z",
                 "total":{"amount":"25.00","currency":"EUR"},
                 "lines":[{"sku":"tea","title":"Tea","quantity":2,"unitPrice":{"amount":"12.50","currency":"EUR"}}],
                 "customer":{"userId":"%s","name":"Zoë Ω","email":"ada@example.org"},
                 "payment":{"paymentId":"%s","status":"REQUESTED","amount":{"amount":"25.00","currency":"EUR"},
                            "refunded":{"amount":"0.00","currency":"EUR"}}}""".formatted(order, customer, payment)));
    }

    /** Version 1 of {@code user.user-registered} held the address too, version 1 of {@code order.order-cancelled} another field. */
    @Test
    void what_earlier_builds_published_is_shown_as_what_this_one_publishes() throws Exception {
        var registered = publishStored("user.user-registered", 1, customer.text(),
                "{\"userId\":\"%s\",\"name\":\"Grace\",\"email\":\"grace@example.org\"}".formatted(customer));
        publish(placed(order, NOON));
        var cancelled = publishStored("order.order-cancelled", 1, order.text(),
                "{\"orderId\":\"%s\",\"reason\":\"too slow\"}".formatted(order));
        JsonNode shown = getAfter("/views/order-details/" + order, registered, cancelled);
        assertThat(shown.get("status").asString()).isEqualTo("CANCELLED");
        assertThat(shown.get("customer")).isEqualTo(
                body("{\"userId\":\"%s\",\"name\":\"Grace\",\"email\":\"grace@example.org\"}".formatted(customer)));
    }

    /** A version and a field that are unknown here: the event is read as far as this build knows it. */
    @Test
    void what_a_later_build_publishes_is_shown_as_far_as_it_is_known() throws Exception {
        publish(new UserRegistered(customer, new PersonName("Ada")));
        publish(placed(order, NOON));
        var shipped = publishStored("order.order-shipped", 2, order.text(),
                "{\"orderId\":\"%s\",\"trackingNumber\":\"T-1\",\"carrier\":{\"name\":\"Snail\"}}".formatted(order));
        assertThat(getAfter("/views/order-details/" + order, shipped).get("status").asString()).isEqualTo("SHIPPED");
    }

    @Test
    void a_list_is_of_one_customer_and_paged() throws Exception {
        var newer = new OrderId(UUID.randomUUID());
        String list = "/views/order-details?limit=1&customerId=" + customer;
        JsonNode first = getAfter(list, publish(placed(order, NOON)), publish(placed(newer, NOON.plusSeconds(1))));
        assertThat(first.get("items")).extracting(item -> item.get("orderId").asString()).containsExactly(newer.text());
        JsonNode second = body(get(list + "&cursor=" + first.get("next").asString()).body());
        assertThat(second.get("items")).extracting(item -> item.get("orderId").asString()).containsExactly(order.text());
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(body(get(list + "&status=SHIPPED").body()).get("items")).isEmpty();
    }

    @Test
    void an_order_nobody_published_is_not_found() throws Exception {
        isProblem(get("/views/order-details/" + UUID.randomUUID()), 404, "order-not-found");
    }

    @ParameterizedTest
    @CsvSource({"/42", "?customerId=42", "?status=LOST", "?limit=0", "?limit=201", "?limit=x", "?cursor=x", "?cursor=MQ"})
    void a_question_that_makes_no_sense_is_refused(String question) throws Exception {
        var answer = get("/views/order-details" + question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private OrderPlaced placed(OrderId id, Instant at) {
        return new OrderPlaced(id, customer, List.of(new OrderLine("tea", "Tea", 2, Money.of("12.50", "EUR"))), Money.of("25.00", "EUR"),
                "card-visa", at, 0);
    }

    private PaymentRequested requested() {
        return new PaymentRequested(payment, order, customer, Money.of("25.00", "EUR"), "card-visa");
    }
}
