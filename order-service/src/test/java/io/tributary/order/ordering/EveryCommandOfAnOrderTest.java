package io.tributary.order.ordering;

import static io.tributary.order.ordering.OrderExamples.LINES;
import static io.tributary.order.ordering.OrderExamples.ORDER;
import static io.tributary.order.ordering.OrderExamples.PAYMENT;
import static io.tributary.order.ordering.OrderExamples.cancelled;
import static io.tributary.order.ordering.OrderExamples.confirmed;
import static io.tributary.order.ordering.OrderExamples.place;
import static io.tributary.order.ordering.OrderExamples.placed;
import static io.tributary.order.ordering.OrderExamples.shipped;

import io.tributary.api.order.OrderCommand;
import io.tributary.api.order.OrderCommand.CancelOrder;
import io.tributary.api.order.OrderCommand.CancelUnpaidOrder;
import io.tributary.api.order.OrderCommand.ConfirmOrder;
import io.tributary.api.order.OrderCommand.ShipOrder;
import io.tributary.api.order.OrderEvent;
import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderLine;
import io.tributary.api.order.OrderRejected.Reason;
import io.tributary.chassis.testing.EveryPair;
import io.tributary.order.ordering.Order.Cancelled;
import io.tributary.order.ordering.Order.Confirmed;
import io.tributary.order.ordering.Order.NotPlaced;
import io.tributary.order.ordering.Order.Placed;
import io.tributary.order.ordering.Order.Shipped;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EveryCommandOfAnOrderTest {
    private static final List<OrderEvent> NOTHING = List.of();
    private static final List<OrderEvent> TIMED_OUT = List.of(new OrderCancelled(ORDER, "payment-timeout"));

    @TestFactory
    Stream<DynamicTest> has_its_outcome_in_every_state() {
        var pairs = new EveryPair<>(Order.class, OrderCommand.class, OrderDecider::decide).columns(place(LINES.toArray(OrderLine[]::new)),
                new ConfirmOrder(ORDER, PAYMENT), new CancelOrder(ORDER, "changed my mind"),
                new CancelUnpaidOrder(ORDER, "payment-timeout"), new ShipOrder(ORDER, "TRACK-1"));
        pairs.in(new NotPlaced(), List.of(placed()), Reason.UNKNOWN, Reason.UNKNOWN, Reason.UNKNOWN, Reason.UNKNOWN);
        pairs.in(after(placed()), Reason.ALREADY_PLACED, List.of(confirmed()), List.of(cancelled()), TIMED_OUT, Reason.NOT_CONFIRMED);
        pairs.in(after(confirmed()), Reason.ALREADY_PLACED, NOTHING, List.of(cancelled()), NOTHING, List.of(shipped()));
        pairs.in(after(shipped()), Reason.ALREADY_PLACED, NOTHING, Reason.ALREADY_SHIPPED, NOTHING, Reason.ALREADY_SHIPPED);
        pairs.in(after(cancelled()), Reason.ALREADY_PLACED, NOTHING, NOTHING, NOTHING, Reason.ALREADY_CANCELLED);
        return pairs.checks();
    }

    @TestFactory
    Stream<DynamicTest> event_leads_to_its_state_whatever_was_before() {
        var pairs = new EveryPair<>(Order.class, OrderEvent.class, (_, event) -> Order.evolve(event)).columns(placed(), confirmed(),
                shipped(), cancelled());
        for (Order before : List.of(new NotPlaced(), new Placed(), new Confirmed(), new Shipped(), new Cancelled())) {
            pairs.in(before, new Placed(), new Confirmed(), new Shipped(), new Cancelled());
        }
        return pairs.checks();
    }

    private static Order after(OrderEvent last) {
        return Order.evolve(last);
    }
}
