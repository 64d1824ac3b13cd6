package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.PAYMENT;
import static io.tributary.order.ordering.OrderExamples.confirmed;
import static io.tributary.order.ordering.OrderExamples.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.order.OrderCommand;
import io.tributary.api.order.OrderCommand.CancelOrder;
import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.order.OrderCommand.ShipOrder;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderRejected;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can reach an order at the same time, in every order of arrival. What its payment makes of the ends is the table of the payment's own
 * interleavings: a cancelled order's is voided, a shipped one's captured.
 */
class InterleavingsOfAnOrderTest {
    enum Step {
        AUTHORIZED(new ConfirmOrder(ORDER, PAYMENT)), DECLINED(new CancelUnpaidOrder(ORDER, "payment-declined")), DEADLINE(
                new CancelUnpaidOrder(ORDER, "payment-timeout")), CANCEL(new CancelOrder(ORDER, "changed my mind")), SHIP(
                        new ShipOrder(ORDER, "TRACK-1"));

        private final OrderCommand command;

        Step(OrderCommand command) {
            this.command = command;
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            placed    | DEADLINE AUTHORIZED | AUTHORIZED DEADLINE=Confirmed, DEADLINE AUTHORIZED=Cancelled
            placed    | DEADLINE DECLINED   | DEADLINE DECLINED=Cancelled, DECLINED DEADLINE=Cancelled
            placed    | CANCEL AUTHORIZED   | CANCEL AUTHORIZED=Cancelled, AUTHORIZED CANCEL=Cancelled
            placed    | CANCEL DECLINED     | CANCEL DECLINED=Cancelled, DECLINED CANCEL=Cancelled
            confirmed | SHIP CANCEL         | SHIP CANCEL=Shipped -ALREADY_SHIPPED, CANCEL SHIP=Cancelled -ALREADY_CANCELLED
            confirmed | SHIP DEADLINE       | SHIP DEADLINE=Shipped, DEADLINE SHIP=Shipped
            placed    | CANCEL AUTHORIZED DEADLINE | CANCEL AUTHORIZED DEADLINE=Cancelled, CANCEL DEADLINE AUTHORIZED=Cancelled, \
            AUTHORIZED CANCEL DEADLINE=Cancelled, AUTHORIZED DEADLINE CANCEL=Cancelled, DEADLINE CANCEL AUTHORIZED=Cancelled, \
            DEADLINE AUTHORIZED CANCEL=Cancelled
            placed    | AUTHORIZED SHIP CANCEL | AUTHORIZED SHIP CANCEL=Shipped -ALREADY_SHIPPED, \
            AUTHORIZED CANCEL SHIP=Cancelled -ALREADY_CANCELLED, SHIP AUTHORIZED CANCEL=Cancelled -NOT_CONFIRMED, \
            SHIP CANCEL AUTHORIZED=Cancelled -NOT_CONFIRMED, CANCEL AUTHORIZED SHIP=Cancelled -ALREADY_CANCELLED, \
            CANCEL SHIP AUTHORIZED=Cancelled -ALREADY_CANCELLED
            placed    | AUTHORIZED SHIP DEADLINE | AUTHORIZED SHIP DEADLINE=Shipped, AUTHORIZED DEADLINE SHIP=Shipped, \
            SHIP AUTHORIZED DEADLINE=Confirmed -NOT_CONFIRMED, SHIP DEADLINE AUTHORIZED=Cancelled -NOT_CONFIRMED, \
            DEADLINE AUTHORIZED SHIP=Cancelled -ALREADY_CANCELLED, DEADLINE SHIP AUTHORIZED=Cancelled -ALREADY_CANCELLED
            """)
    void end_as_the_table_says(String before, String steps, String table) {
        var arrivals = Arrays.stream(table.split(", ")).collect(Collectors.toMap(row -> row.split("=")[0], row -> row.split("=")[1]));
        assertThat(arrivals.keySet()).isEqualTo(permutations(List.of(steps.split(" "))));
        OrderEvent last = before.equals("placed") ? placed() : confirmed();
        arrivals.forEach((arrival, end) -> assertThat(endOf(Order.evolve(last), arrival)).as(arrival).isEqualTo(end));
    }

    private static String endOf(Order before, String arrival) {
        Order order = before;
        var refusals = new StringBuilder();
        for (String step : arrival.split(" ")) {
            try {
                for (OrderEvent event : OrderDecider.decide(order, Step.valueOf(step).command)) {
                    order = Order.evolve(event);
                }
            } catch (OrderRejected refusal) {
                refusals.append(" -").append(refusal.reason());
            }
        }
        return order.getClass().getSimpleName() + refusals;
    }

    private static Set<String> permutations(List<String> steps) {
        if (steps.size() == 1) {
            return Set.copyOf(steps);
        }
        var all = new TreeSet<String>();
        for (String first : steps) {
            var rest = new ArrayList<>(steps);
            rest.remove(first);
            permutations(rest).forEach(tail -> all.add(first + " " + tail));
        }
        return all;
    }
}
