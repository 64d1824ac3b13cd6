package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.cancelled;
import static io.tributary.order.ordering.OrderExamples.confirmed;
import static io.tributary.order.ordering.OrderExamples.placed;
import static io.tributary.order.ordering.OrderExamples.shipped;

import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class CancellingAnUnpaidOrderTest {
    private final FixtureConfiguration<OrderAggregate> order = OrderExamples.order();

    @Test
    void a_placed_order_is_cancelled_for_want_of_payment() {
        order.given(placed()).when(new CancelUnpaidOrder(ORDER, "payment-timeout")).expectSuccessfulHandlerExecution().expectEvents(
                new OrderCancelled(ORDER, "payment-timeout"));
    }

    @Test
    void a_confirmed_order_is_paid_and_stays() {
        order.given(placed(), confirmed()).when(
                new CancelUnpaidOrder(ORDER, "payment-timeout")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void a_shipped_order_is_paid_and_stays() {
        order.given(placed(), confirmed(), shipped()).when(
                new CancelUnpaidOrder(ORDER, "payment-timeout")).expectSuccessfulHandlerExecution().expectNoEvents();
    }

    @Test
    void a_cancelled_order_keeps_its_first_reason() {
        order.given(placed(), cancelled()).when(
                new CancelUnpaidOrder(ORDER, "payment-timeout")).expectSuccessfulHandlerExecution().expectNoEvents();
    }
}
