package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.cancelled;
import static io.tributary.order.ordering.OrderExamples.confirmed;
import static io.tributary.order.ordering.OrderExamples.placed;
import static io.tributary.order.ordering.OrderExamples.rejectedBecause;
import static io.tributary.order.ordering.OrderExamples.shipped;

import io.tributary.api.order.OrderCommand.ShipOrder;
import io.tributary.api.order.OrderRejected.Reason;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ShippingAnOrderTest {
    private final FixtureConfiguration<OrderAggregate> order = OrderExamples.order();

    @Test
    void a_confirmed_order_is_shipped() {
        order.given(placed(), confirmed()).when(new ShipOrder(ORDER, "TRACK-1")).expectSuccessfulHandlerExecution().expectEvents(shipped());
    }

    @Test
    void an_order_without_an_authorised_payment_is_not_shipped() {
        order.given(placed()).when(new ShipOrder(ORDER, "TRACK-1")).expectException(rejectedBecause(Reason.NOT_CONFIRMED)).expectNoEvents();
    }

    @Test
    void a_shipped_order_is_not_shipped_again() {
        order.given(placed(), confirmed(), shipped()).when(new ShipOrder(ORDER, "TRACK-1")).expectException(
                rejectedBecause(Reason.ALREADY_SHIPPED)).expectNoEvents();
    }

    @Test
    void a_cancelled_order_is_not_shipped() {
        order.given(placed(), cancelled()).when(new ShipOrder(ORDER, "TRACK-1")).expectException(
                rejectedBecause(Reason.ALREADY_CANCELLED)).expectNoEvents();
    }
}
