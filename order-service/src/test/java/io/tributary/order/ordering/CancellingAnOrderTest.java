package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.cancelled;
import static io.tributary.order.ordering.OrderExamples.confirmed;
import static io.tributary.order.ordering.OrderExamples.placed;
import static io.tributary.order.ordering.OrderExamples.rejectedBecause;
import static io.tributary.order.ordering.OrderExamples.shipped;

import io.tributary.api.order.OrderCommand.CancelOrder;
import io.tributary.api.order.OrderRejected.Reason;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class CancellingAnOrderTest {
    private final FixtureConfiguration<OrderAggregate> order = OrderExamples.order();

    @Test
    void a_placed_order_can_be_cancelled() {
        order.given(placed()).when(new CancelOrder(ORDER, "changed my mind")).expectSuccessfulHandlerExecution().expectEvents(cancelled());
    }

    @Test
    void a_confirmed_order_can_be_cancelled() {
        order.given(placed(), confirmed()).when(new CancelOrder(ORDER, "changed my mind")).expectSuccessfulHandlerExecution().expectEvents(
                cancelled());
    }

    @Test
    void a_shipped_order_cannot_be_cancelled() {
        order.given(placed(), confirmed(), shipped()).when(new CancelOrder(ORDER, "changed my mind")).expectException(
                rejectedBecause(Reason.ALREADY_SHIPPED)).expectNoEvents();
    }

    @Test
    void cancelling_twice_changes_nothing() {
        order.given(placed(), cancelled()).when(
                new CancelOrder(ORDER, "changed my mind")).expectSuccessfulHandlerExecution().expectNoEvents();
    }
}
