package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.PAYMENT;
import static io.tributary.order.ordering.OrderExamples.cancelled;
import static io.tributary.order.ordering.OrderExamples.confirmed;
import static io.tributary.order.ordering.OrderExamples.placed;
import static io.tributary.order.ordering.OrderExamples.shipped;

import io.tributary.api.order.OrderCommand.ConfirmOrder;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ConfirmingAnOrderTest {
    private final FixtureConfiguration<OrderAggregate> order = OrderExamples.order();

    @Test
    void a_placed_order_is_confirmed() {
        order.given(placed()).when(new ConfirmOrder(ORDER, PAYMENT)).expectSuccessfulHandlerExecution().expectEvents(confirmed());
    }

    @Test
    void confirming_twice_changes_nothing() {
        order.given(placed(), confirmed()).when(new ConfirmOrder(ORDER, PAYMENT)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void a_shipped_order_was_confirmed_before() {
        order.given(placed(), confirmed(), shipped()).when(
                new ConfirmOrder(ORDER, PAYMENT)).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void a_payment_that_comes_after_the_cancellation_changes_nothing() {
        order.given(placed(), cancelled()).when(new ConfirmOrder(ORDER, PAYMENT)).expectSuccessfulHandlerExecution().expectNoEvents();
    }
}
