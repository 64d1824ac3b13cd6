package io.tributary.views;

import io.tributary.api.order.OrderEvent;
import io.tributary.api.payment.PaymentEvent;
import io.tributary.api.user.UserEvent;
import io.tributary.chassis.processing.batch.EventBatch;
import java.util.SortedSet;

/**
 * Ids of what the events of a batch are about, in their order.
 *
 * @param users to whom something happened
 * @param orders to which something happened, or to their payments
 */
public record Touched(SortedSet<String> users, SortedSet<String> orders) {
    public static Touched by(EventBatch batch) {
        var orders = batch.keys(OrderEvent.class, OrderEvent::orderId);
        orders.addAll(batch.keys(PaymentEvent.class, PaymentEvent::orderId));
        return new Touched(batch.keys(UserEvent.class, UserEvent::userId), orders);
    }
}
