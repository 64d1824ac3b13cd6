package io.tributary.order.customercopy;

import static io.tributary.chassis.testing.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.tributary.api.user.PersonName;
import io.tributary.api.user.UserEvent.UserRenamed;
import io.tributary.api.user.UserId;
import io.tributary.order.OrderHttp;
import io.tributary.order.OrderServiceIntegration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

/** The copy is rebuilt, compared and repaired on a server without transactions. */
@OrderServiceIntegration
class RebuildingTheCustomerCopyIT {
    private static final String VIEW = "/operations/projections/customer-copy/";
    private final List<UserId> customers = new ArrayList<>();
    @LocalServerPort private int port;
    @Autowired private CustomerCopy copy;
    @Autowired private MongoDatabase database;
    private OrderHttp http = new OrderHttp(0);

    @BeforeEach
    void fill() {
        http = new OrderHttp(port);
        for (int i = 0; i < 5; i++) {
            customers.add(OrderHttp.customer(copy, "Customer " + i));
        }
    }

    @Test
    void it_is_filled_aside_while_names_change_switched_to_without_difference_and_repaired_where_it_drifted() {
        var begun = begin("rebuilds", "{\"mode\":\"blue-green\"}");
        customers.forEach(customer -> OrderHttp.USERS.publish(new UserRenamed(customer, new PersonName("Renamed"))));
        var rebuilt = ended(begun);
        assertThat(rebuilt.get("state").asString()).isEqualTo("SWITCHED");
        assertThat(rebuilt.get("differenceCount").asInt()).isZero();
        within(Duration.ofSeconds(30),
                () -> assertThat(copy.names(customers)).hasSize(5).allSatisfy((_, name) -> assertThat(name).isEqualTo("Renamed")));

        drift(customers.getFirst());
        drift(customers.getLast());
        var audit = ended(begin("audit", "{\"repair\":\"%s\"}".formatted(customers.getFirst())));
        assertThat(audit.get("differences")).extracting(difference -> difference.get("key").asString()).containsExactlyInAnyOrder(
                customers.getFirst().text(), customers.getLast().text());
        assertThat(copy.name(customers.getFirst())).hasValue("Renamed");
        assertThat(copy.name(customers.getLast())).hasValue("Drifted");
    }

    /** Refused because of a copy that has not heard of the customer yet, an order would be lost to a customer who may place it. */
    @Test
    void while_it_is_filled_in_place_nothing_is_decided_by_it_and_nothing_it_shows_is_read() {
        var customer = customers.getFirst();
        var order = http.place(customer);
        var rebuild = OrderHttp.body(http.post(VIEW + "rebuilds", "{\"mode\":\"in-place\"}", HttpStatus.ACCEPTED));
        var placings = new ArrayList<Integer>();
        var reads = new ArrayList<JsonNode>();
        within(Duration.ofSeconds(60), () -> {
            var placed = http.send("POST", "/orders", OrderHttp.order(customer));
            placings.add(placed.getStatus().value());
            isBeingFilledOr(HttpStatus.CREATED, placed);
            var read = http.send("GET", "/orders/" + order, "");
            isBeingFilledOr(HttpStatus.OK, read);
            reads.add(OrderHttp.body(read));
            assertThat(http.get("/operations/rebuilds/" + rebuild.get("id").asString(), HttpStatus.OK).get("state").asString()).isEqualTo(
                    "SWITCHED");
        });
        assertThat(http.place(customer)).isNotEmpty();
        assertThat(placings).contains(503).isSubsetOf(503, 201);
        assertThat(reads).filteredOn(read -> read.has("orderId")).allMatch(
                read -> read.get("customerName").asString("").equals("Customer 0"));
    }

    private static void isBeingFilledOr(HttpStatus other, EntityExchangeResult<byte[]> answer) {
        if (!answer.getStatus().isSameCodeAs(other)) {
            assertThat(OrderHttp.problem(answer)).isEqualTo("/problems/view-being-filled");
            assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isEqualTo("2");
        }
    }

    @Test
    void a_policy_is_never_run_again() {
        var refused = http.post("/operations/projections/when-payment-declined-then-cancel-order/rebuilds", "{\"mode\":\"in-place\"}",
                HttpStatus.CONFLICT);
        assertThat(OrderHttp.problem(refused)).isEqualTo("/problems/policy-not-repeatable");
    }

    @Test
    void a_rebuild_without_a_mode_or_with_one_that_nobody_knows_is_refused_and_begins_nothing() {
        int before = http.get("/operations/rebuilds", HttpStatus.OK).get("items").size();
        for (var body : List.of("{}", "{\"mode\":null}", "{\"mode\":\"sideways\"}", "{\"acceptDifferences\":true}")) {
            assertThat(OrderHttp.problem(http.post(VIEW + "rebuilds", body, HttpStatus.BAD_REQUEST))).isEqualTo("/problems/unknown-mode");
        }
        assertThat(OrderHttp.problem(http.post(VIEW + "rebuilds", "", HttpStatus.BAD_REQUEST))).startsWith("/problems/");
        assertThat(http.get("/operations/rebuilds", HttpStatus.OK).get("items").size()).isEqualTo(before);
    }

    private JsonNode begin(String operation, String body) {
        return OrderHttp.body(http.post(VIEW + operation, body, HttpStatus.ACCEPTED));
    }

    private JsonNode ended(JsonNode begun) {
        var path = "/operations/rebuilds/" + begun.get("id").asString();
        within(Duration.ofSeconds(60), () -> assertThat(http.get(path, HttpStatus.OK).get("finishedAt").isNull()).isFalse());
        return http.get(path, HttpStatus.OK);
    }

    private void drift(UserId customer) {
        int live = Objects.requireNonNull(database.getCollection("projection").find(Filters.eq("_id", "customer-copy")).first()).getInteger(
                "live");
        database.getCollection(CustomerCopy.COLLECTION).updateOne(
                Filters.eq("_id", new Document("g", live).append("id", customer.text())), Updates.set("name", "Drifted"));
    }
}
