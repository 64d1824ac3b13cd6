package io.tributary.views;

import static io.tributary.chassis.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderId;
import io.tributary.api.order.OrderLine;
import io.tributary.api.user.UserId;
import io.tributary.chassis.processing.deadletters.ParkedEvent;
import io.tributary.chassis.processing.store.ConsumerStore;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** A view's tables refuse a row for a while: what was published in an earlier version waits as it was published and is read as today later. */
class RetryingWhatAnEarlierBuildPublishedIT extends ProjectionsUnderTest {
    private final UserId customer = new UserId(UUID.randomUUID());
    private final OrderId order = new OrderId(UUID.randomUUID());
    private final JdbcTemplate jdbc;
    private final ConsumerStore store;
    private final Environment settings;

    @Autowired
    RetryingWhatAnEarlierBuildPublishedIT(JdbcTemplate jdbc, ConsumerStore store, Environment settings) {
        this.jdbc = jdbc;
        this.store = store;
        this.settings = settings;
    }

    /** Keeps each form a row of the customer has had, and lets the database refuse rows of the customer and the order. */
    @BeforeEach
    void refuse() throws Exception {
        var price = Money.of("12.50", "EUR");
        getAfter("/views/order-details/" + order, publish(new OrderPlaced(order, customer, List.of(new OrderLine("tea", "Tea", 1, price)),
                price, "card-visa", Instant.parse("2026-01-01T12:00:00Z"), 0)));
        asOwner("create table witness (seen bigserial, name text, email text)",
                """
                        create function witness() returns trigger language plpgsql security definer as $$ begin
                            insert into %s.witness (name, email) values (new.name, new.email);
                            return new;
                        end $$""".formatted(jdbc.queryForObject("select current_schema()", String.class)),
                """
                        create trigger witness after update on order_details_customer for each row
                        when (new.user_id = '%s' and new.generation = %d) execute function witness()""".formatted(customer,
                        store.generations().of("order-details").live()),
                "grant select on witness to " + settings.getRequiredProperty("spring.datasource.username"),
                "alter table order_details_customer add constraint refused check (user_id <> '%s') not valid".formatted(customer),
                "alter table customer_dashboard add constraint refused check (user_id <> '%s') not valid".formatted(customer),
                "alter table order_details add constraint refused check (order_id <> '%s' or status <> 'CANCELLED') not valid".formatted(
                        order));
    }

    @AfterEach
    void leaveNothing() throws Exception {
        accept();
        post("/operations/dead-letters/retry", "{}");
        asOwner("drop trigger witness on order_details_customer", "drop function witness", "drop table witness");
    }

    @Test
    void a_registration_that_was_one_event_is_applied_as_two_in_their_order_and_once() throws Exception {
        publishStored("user.user-registered", 1, customer.text(),
                "{\"userId\":\"%s\",\"name\":\"Grace\",\"email\":\"grace@example.org\"}".formatted(customer));
        for (String view : List.of("order-details", "customer-dashboard")) {
            parked(view, customer.text(), "user.user-registered v1");
            assertThat(retried(view, customer.text())).isEqualTo("0 handled, 1 remaining");
        }
        accept();
        var parked = store.deadLetters().sequence(live("order-details"), customer.text()).getFirst();
        assertThat(retried("order-details", customer.text())).isEqualTo("1 handled, 0 remaining");
        assertThat(retried("customer-dashboard", customer.text())).isEqualTo("1 handled, 0 remaining");
        assertThat(formsOfTheCustomer()).containsExactly("Grace null", "Grace grace@example.org");
        assertThat(body(get("/views/order-details/" + order).body()).get("customer")).isEqualTo(
                body("{\"userId\":\"%s\",\"name\":\"Grace\",\"email\":\"grace@example.org\"}".formatted(customer)));
        assertThat(body(get("/views/customers/" + customer + "/dashboard").body()).get("name").asString()).isEqualTo("Grace");

        store.deadLetters().park(parked);
        assertThat(retried("order-details", customer.text())).isEqualTo("1 handled, 0 remaining");
        assertThat(formsOfTheCustomer().stream().distinct()).as("delivered once more").containsExactly("Grace null",
                "Grace grace@example.org");
    }

    @Test
    void a_cancellation_whose_field_had_another_name_is_applied() throws Exception {
        publishStored("order.order-cancelled", 1, order.text(), "{\"orderId\":\"%s\",\"reason\":\"too slow\"}".formatted(order));
        parked("order-details", order.text(), "order.order-cancelled v1");
        accept();
        assertThat(retried("order-details", order.text())).isEqualTo("1 handled, 0 remaining");
        assertThat(body(get("/views/order-details/" + order).body()).get("status").asString()).isEqualTo("CANCELLED");
    }

    private void parked(String view, String sequence, String event) {
        eventually(() -> assertThat(store.deadLetters().sequence(live(view), sequence)).extracting(ParkedEvent::event).extracting(
                it -> it.type() + " v" + it.version()).containsExactly(event));
    }

    private String retried(String view, String sequence) throws Exception {
        var result = body(post("/operations/dead-letters/%s~%s/retry".formatted(live(view), sequence), "").body());
        return "%s handled, %s remaining".formatted(result.get("handled"), result.get("remaining"));
    }

    private List<String> formsOfTheCustomer() {
        return jdbc.queryForList("select concat(coalesce(name, 'null'), ' ', coalesce(email, 'null')) from witness order by seen",
                String.class);
    }

    private String live(String view) {
        return view + "@" + store.generations().of(view).live();
    }

    private void accept() throws SQLException {
        asOwner("alter table order_details_customer drop constraint if exists refused",
                "alter table customer_dashboard drop constraint if exists refused",
                "alter table order_details drop constraint if exists refused");
    }

    /** The role that serves the view changes no tables. */
    private void asOwner(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(settings.getRequiredProperty("spring.datasource.url"),
                settings.getRequiredProperty("spring.flyway.user"), settings.getRequiredProperty("spring.flyway.password"));
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
