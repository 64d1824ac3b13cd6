package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.CUSTOMER;
import static io.tributary.order.ordering.OrderExamples.LINES;
import static io.tributary.order.ordering.OrderExamples.NOON;
import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.line;
import static io.tributary.order.ordering.OrderExamples.place;
import static io.tributary.order.ordering.OrderExamples.placed;
import static io.tributary.order.ordering.OrderExamples.rejectedBecause;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.Money;
import io.tributary.api.order.CustomerSeen;
import io.tributary.api.order.OrderCommand.PlaceOrder;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import io.tributary.api.order.OrderLine;
import io.tributary.api.order.OrderRejected.Reason;
import io.tributary.order.ordering.Order.NotPlaced;
import java.util.Collections;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacingAnOrderTest {
    private final FixtureConfiguration<OrderAggregate> order = OrderExamples.order();

    @Test
    void an_active_customer_places_an_order() {
        order.givenNoPriorActivity().when(
                new PlaceOrder(ORDER, new CustomerSeen(CUSTOMER, true, 41), LINES, "card-visa", NOON)).expectEvents(placed());
    }

    @Test
    void a_customer_who_is_not_active_in_the_local_copy_places_none() {
        order.givenNoPriorActivity().when(
                new PlaceOrder(ORDER, new CustomerSeen(CUSTOMER, false, 41), LINES, "card-visa", NOON)).expectException(
                        rejectedBecause(Reason.CUSTOMER_NOT_ACTIVE)).expectNoEvents();
    }

    @ParameterizedTest
    @CsvSource({"3, 19.99, EUR, 59.97", "7, 300, JPY, 2100", "3, 0.333, KWD, 0.999", "1000, 1000000, EUR, 1000000000.00",
            "1, 0.01, EUR, 0.01",
            "1, 0.001, KWD, 0.001", "1, 1, JPY, 1"})
    void the_total_is_exact_in_the_digits_of_the_currency(int quantity, String price, String currency, String total) {
        assertThat(totalOf(place(line(quantity, price, currency)))).isEqualTo(Money.of(total, currency));
    }

    @Test
    void a_hundred_lines_of_a_cent_make_a_euro() {
        var lines = Collections.nCopies(100, line(1, "0.01", "EUR")).toArray(OrderLine[]::new);
        assertThat(totalOf(place(lines))).isEqualTo(Money.of("1.00", "EUR"));
    }

    @Test
    void an_order_without_lines_is_refused() {
        refuse(place());
    }

    @Test
    void an_order_of_more_than_a_hundred_lines_is_refused() {
        refuse(place(Collections.nCopies(101, line(1, "1.00", "EUR")).toArray(OrderLine[]::new)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void a_quantity_outside_one_to_a_thousand_is_refused(int quantity) {
        refuse(place(line(quantity, "1.00", "EUR")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "0.00", "1000000.01"})
    void a_price_outside_the_smallest_unit_to_a_million_is_refused(String price) {
        refuse(place(line(1, price, "EUR")));
    }

    @Test
    void two_currencies_in_one_order_are_refused() {
        refuse(place(line(1, "1.00", "EUR"), line(1, "1.00", "USD")));
    }

    private void refuse(PlaceOrder command) {
        order.givenNoPriorActivity().when(command).expectException(rejectedBecause(Reason.INVALID_LINES)).expectNoEvents();
    }

    private static Money totalOf(PlaceOrder command) {
        return ((OrderPlaced) OrderDecider.decide(new NotPlaced(), command).getFirst()).total();
    }
}
