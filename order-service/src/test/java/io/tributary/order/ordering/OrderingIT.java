package io.tributary.order.ordering;

import static io.tributary.chassis.testing.Eventually.eventually;
import static io.tributary.order.OrderHttp.body;
import static io.tributary.order.OrderHttp.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.payment.PaymentEvent.PaymentDeclined;
import io.tributary.api.payment.PaymentId;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserDeactivated;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.chassis.events.AggregateStreams;
import io.tributary.chassis.testing.DocumentedRoutes;
import io.tributary.chassis.web.Cursor;
import io.tributary.order.OrderHttp;
import io.tributary.order.OrderServiceIntegration;
import io.tributary.order.customercopy.CustomerCopy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each answer of the order routes, on the running service. */
@OrderServiceIntegration
class OrderingIT {
    private static final String REASON = "{\"reason\":\"changed my mind\"}";
    private static final String TRACKING = "{\"trackingNumber\":\"TRACK-1\"}";
    @LocalServerPort private int port;
    private final CustomerCopy copy;
    private final AggregateStreams streams;
    private final RequestMappingHandlerMapping mappings;
    private OrderHttp http = new OrderHttp(0);

    @Autowired
    OrderingIT(CustomerCopy copy, AggregateStreams streams,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.copy = copy;
        this.streams = streams;
        this.mappings = mappings;
    }

    @BeforeEach
    void connect() {
        http = new OrderHttp(port);
    }

    @Test
    void every_route_is_in_the_contract() {
        assertThat(DocumentedRoutes.missing(mappings, http.get("/v3/api-docs", HttpStatus.OK))).isEmpty();
    }

    @Test
    void a_placed_order_is_read_at_once_with_the_customers_name_from_the_copy() {
        var customer = OrderHttp.customer(copy, "Åsa Öberg");
        var answer = http.post("/orders", OrderHttp.order(customer), HttpStatus.CREATED);
        String id = body(answer).get("orderId").asString();
        assertThat(answer.getResponseHeaders().getLocation()).hasPath("/orders/" + id);
        assertThat(answer.getResponseHeaders().getETag()).isEqualTo("\"1\"");
        assertThat(answer.getResponseHeaders().getFirst("Consistency-Token")).isNotBlank();
        var order = http.get("/orders/" + id, HttpStatus.OK);
        assertThat(order.get("customerName").asString()).isEqualTo("Åsa Öberg");
        assertThat(order.get("status").asString()).isEqualTo("PLACED");
        assertThat(order.get("total").get("amount").asString()).isEqualTo("25.01");
        assertThat(order.get("lines")).hasSize(2);
        assertThat(order.get("version").asLong()).isEqualTo(1);
        assertThat(order.get("cancellationReason").isNull()).isTrue();
    }

    @Test
    void a_renamed_customer_shows_under_the_new_name() {
        var customer = OrderHttp.customer(copy, "Old Name");
        String id = http.place(customer);
        OrderHttp.USERS.publish(new UserRenamed(customer, new PersonName("New Name")));
        eventually(() -> assertThat(http.get("/orders/" + id, HttpStatus.OK).get("customerName").asString()).isEqualTo("New Name"));
    }

    @Test
    void a_customer_the_copy_does_not_know_places_no_order() {
        assertThat(problem(http.post("/orders", OrderHttp.order(new UserId(UUID.randomUUID())), HttpStatus.CONFLICT))).endsWith(
                "/problems/customer-not-active");
    }

    @Test
    void a_deactivated_customer_places_no_order() {
        var customer = OrderHttp.customer(copy, "Gone");
        OrderHttp.USERS.publish(new UserDeactivated(customer, "gone"));
        eventually(() -> assertThat(copy.seen(customer).active()).isFalse());
        http.post("/orders", OrderHttp.order(customer), HttpStatus.CONFLICT);
    }

    /** What stands in the user log between the position in the order and the head at that time was not known to the decision. */
    @Test
    void how_stale_the_decision_on_a_customer_was_can_be_read_from_the_order() {
        var customer = OrderHttp.customer(copy, "Stella");
        long known = renamed(customer, "Estelle");
        String before = http.place(customer);
        long later = renamed(customer, "Stella");
        String after = http.place(customer);
        assertThat(customerPosition(before)).isEqualTo(known).isLessThan(later);
        assertThat(customerPosition(after)).isEqualTo(later);
    }

    private long renamed(UserId customer, String name) {
        long position = OrderHttp.USERS.publish(new UserRenamed(customer, new PersonName(name)));
        eventually(() -> assertThat(copy.seen(customer).position()).isEqualTo(position));
        return position;
    }

    private long customerPosition(String order) {
        return streams.fold(order, OrderEvent.class, -1L,
                (position, event) -> event instanceof OrderPlaced placed ? placed.customerPosition() : position).state();
    }

    @ParameterizedTest
    @CsvSource({"JPY, 300, 1, 601", "KWD, 0.333, 0.001, 0.667"})
    void a_total_has_the_digits_of_its_currency(String currency, String price, String smallest, String total) {
        var customer = OrderHttp.customer(copy, "Yuki");
        String order = OrderHttp.order(customer).replace("EUR", currency).replace("12.50", price).replace("0.01", smallest);
        String id = body(http.post("/orders", order, HttpStatus.CREATED)).get("orderId").asString();
        assertThat(http.get("/orders/" + id, HttpStatus.OK).get("total").get("amount").asString()).isEqualTo(total);
    }

    @Test
    void a_malformed_order_is_answered_with_pointers() {
        var customer = OrderHttp.customer(copy, "Anna");
        var order = OrderHttp.order(customer);
        assertThat(pointer(order.replace("\"quantity\":2", "\"quantity\":0"))).isEqualTo("/lines/0/quantity");
        assertThat(pointer(order.replace("\"0.01\"", "\"0.001\""))).isEqualTo("/lines/1/unitPrice");
        assertThat(pointer(order.replace("\"EUR\"", "\"EURO\""))).isEqualTo("/currency");
        assertThat(pointer(order.replace("\"currency\"", "\"colour\":\"red\",\"currency\""))).isEqualTo("/colour");
        assertThat(pointer(order.replace("Green tea", "tea\\u0000"))).isEqualTo("/lines/0/title");
    }

    private String pointer(String order) {
        return body(http.post("/orders", order, HttpStatus.BAD_REQUEST)).get("errors").get(0).get("pointer").asString();
    }

    @Test
    void the_same_idempotency_key_places_one_order() {
        var customer = OrderHttp.customer(copy, "Ida");
        var key = UUID.randomUUID().toString();
        var first = http.post("/orders", OrderHttp.order(customer), HttpStatus.CREATED, "Idempotency-Key", key);
        var again = http.post("/orders", OrderHttp.order(customer), HttpStatus.CREATED, "Idempotency-Key", key);
        assertThat(body(again)).isEqualTo(body(first));
        eventually(() -> assertThat(http.get("/orders?customerId=" + customer, HttpStatus.OK).get("items")).hasSize(1));
    }

    @Test
    void a_confirmed_order_is_shipped_once() {
        String id = confirmed();
        assertThat(http.post("/orders/" + id + "/shipment", TRACKING, HttpStatus.NO_CONTENT).getResponseHeaders().getETag()).isEqualTo(
                "\"3\"");
        assertThat(http.get("/orders/" + id, HttpStatus.OK).get("trackingNumber").asString()).isEqualTo("TRACK-1");
        assertThat(problem(http.post("/orders/" + id + "/shipment", TRACKING, HttpStatus.CONFLICT))).endsWith("order-already-shipped");
        assertThat(problem(http.post("/orders/" + id + "/cancellation", REASON, HttpStatus.CONFLICT))).endsWith("order-already-shipped");
    }

    @Test
    void an_order_that_is_not_confirmed_is_not_shipped() {
        String id = http.place(OrderHttp.customer(copy, "Nina"));
        assertThat(problem(http.post("/orders/" + id + "/shipment", TRACKING, HttpStatus.CONFLICT))).endsWith("order-not-confirmed");
    }

    @Test
    void a_cancelled_order_shows_why_and_is_not_shipped() {
        String id = http.place(OrderHttp.customer(copy, "Carl"));
        http.post("/orders/" + id + "/cancellation", REASON, HttpStatus.NO_CONTENT);
        http.post("/orders/" + id + "/cancellation", REASON, HttpStatus.NO_CONTENT);
        assertThat(http.get("/orders/" + id, HttpStatus.OK).get("cancellationReason").asString()).isEqualTo("changed my mind");
        assertThat(problem(http.post("/orders/" + id + "/shipment", TRACKING, HttpStatus.CONFLICT))).endsWith("order-already-cancelled");
    }

    @Test
    void a_declined_payment_cancels_the_order() {
        String id = http.place(OrderHttp.customer(copy, "Dora"));
        var order = OrderId.of(id);
        OrderHttp.PAYMENTS.publish(new PaymentDeclined(PaymentId.forOrder(order), order, "insufficient-funds"));
        eventually(() -> assertThat(http.get("/orders/" + id, HttpStatus.OK).get("cancellationReason").asString()).isEqualTo(
                "payment-declined"));
    }

    @Test
    void a_change_decided_on_an_old_version_is_refused() {
        String id = confirmed();
        http.post("/orders/" + id + "/cancellation", REASON, HttpStatus.PRECONDITION_FAILED, HttpHeaders.IF_MATCH, "\"1\"");
        http.post("/orders/" + id + "/cancellation", REASON, HttpStatus.NO_CONTENT, HttpHeaders.IF_MATCH, "\"2\"");
    }

    @Test
    void an_unknown_order_is_not_found() {
        var nobody = "/orders/" + UUID.randomUUID();
        assertThat(http.get(nobody, HttpStatus.NOT_FOUND).get("type").asString()).endsWith("order-not-found");
        http.post(nobody + "/cancellation", REASON, HttpStatus.NOT_FOUND);
        http.post(nobody + "/shipment", TRACKING, HttpStatus.NOT_FOUND);
        http.get("/orders/17", HttpStatus.BAD_REQUEST);
    }

    @Test
    void the_orders_of_a_customer_are_listed_page_by_page_newest_first() {
        var customer = OrderHttp.customer(copy, "Lena");
        var placed = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            placed.add(http.place(customer));
        }
        http.post("/orders/" + placed.get(2) + "/cancellation", REASON, HttpStatus.NO_CONTENT);
        String list = "/orders?customerId=" + customer;
        eventually(() -> assertThat(ids(list + "&status=CANCELLED")).containsExactly(placed.get(2)));
        Collections.reverse(placed);
        assertThat(ids(list)).isEqualTo(placed);
        var first = http.get(list + "&limit=2", HttpStatus.OK);
        assertThat(first.get("items").get(0).get("customerName").asString()).isEqualTo("Lena");
        assertThat(first.get("items").get(0)).isEqualTo(http.get("/orders/" + placed.get(0), HttpStatus.OK));
        var pages = new ArrayList<>(ids(list + "&limit=2"));
        for (var page = first; !page.get("next").isNull();) {
            String next = list + "&limit=2&cursor=" + page.get("next").asString();
            pages.addAll(ids(next));
            page = http.get(next, HttpStatus.OK);
        }
        assertThat(pages).isEqualTo(placed);
    }

    @Test
    void a_list_refuses_what_it_did_not_hand_out() {
        for (var cursor : List.of("abc", Cursor.after("1", "anything").text(), Cursor.after("x", UUID.randomUUID().toString()).text())) {
            assertThat(http.get("/orders?cursor=" + cursor, HttpStatus.BAD_REQUEST).get("type").asString()).endsWith("invalid-cursor");
        }
        http.get("/orders?limit=0", HttpStatus.BAD_REQUEST);
        http.get("/orders?limit=201", HttpStatus.BAD_REQUEST);
        http.get("/orders?status=LOST", HttpStatus.BAD_REQUEST);
        http.get("/orders?customerId=17", HttpStatus.BAD_REQUEST);
    }

    private String confirmed() {
        String id = http.place(OrderHttp.customer(copy, "Conny"));
        OrderHttp.authorize(id);
        eventually(() -> assertThat(http.status(id)).isEqualTo("CONFIRMED"));
        return id;
    }

    private List<String> ids(String path) {
        var ids = new ArrayList<String>();
        http.get(path, HttpStatus.OK).get("items").forEach(order -> ids.add(order.get("orderId").asString()));
        return ids;
    }
}
