package io.tributary.order.paymentdeadline;

import io.tributary.api.order.OrderEvent.OrderCancelled;
import io.tributary.api.order.OrderEvent.OrderConfirmed;
import io.tributary.api.order.OrderEvent.OrderPlaced;
import org.axonframework.eventhandling.EventHandler;

/** Keeps of each order until when it waits for its payment, until it is paid or cancelled. */
class WhenOrderPlacedThenAwaitPayment {
    private final OpenDeadlines deadlines;
    private final PaymentDeadlineSettings settings;

    WhenOrderPlacedThenAwaitPayment(OpenDeadlines deadlines, PaymentDeadlineSettings settings) {
        this.deadlines = deadlines;
        this.settings = settings;
    }

    @EventHandler
    void on(OrderPlaced event) {
        deadlines.open(event.orderId(), event.placedAt().plus(settings.paymentDeadline()));
    }

    @EventHandler
    void on(OrderConfirmed event) {
        deadlines.close(event.orderId());
    }

    @EventHandler
    void on(OrderCancelled event) {
        deadlines.close(event.orderId());
    }
}
